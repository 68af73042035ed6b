import { everyErrand, testShifts } from './shifts-under-test.ts';

testShifts({ members: 45, mouse: 10, keys: 10, keyErrands: everyErrand });
