// Short shifts; shifts of ten calls: shift.long.test.ts.
import { testShifts } from './shifts-under-test.ts';

testShifts({ members: 36, mouse: 4, keys: 3, keyErrands: ['reload', 'callback', 'undo'] });
