import { describe, expect, it } from 'vitest';
import { dialPolicy } from './dial-policy.ts';

const germany = { allowedCountries: ['DE'] };

describe('the guard before each dial', () => {
  it.each([
    '+493023125909',
    '+498999998261',
    '+492214710626',
    '+491713920055',
    '+4915228817386',
    '+4932212345678',
  ])('lets %s pass', (number) => {
    expect(dialPolicy(number, germany)).toEqual({ allowed: true });
  });

  // Row by row DOMAIN 2.3, as a faulty import could have stored it.
  it.each([
    ['110', 'not-a-number'],
    ['+49110', 'not-a-number'],
    ['+490110', 'not-a-number'],
    ['+4930110', 'emergency'],
    ['+4930112', 'emergency'],
    ['+4935119222', 'emergency'],
    ['+4930115', 'short-code'],
    ['+49116117', 'short-code'],
    ['+4911833', 'short-code'],
    ['+49118000', 'short-code'],
    ['+49101203023125909', 'not-a-number'],
    ['+4910330302312', 'call-by-call'],
    ['+4911123456', 'special'],
    ['+4912345678', 'special'],
    ['+4914123456', 'special'],
    ['+491371234567', 'mass-traffic'],
    ['+49138123456', 'mass-traffic'],
    ['+491541234567', 'special'],
    ['+491611234567', 'special'],
    ['+491651234567', 'special'],
    ['+491671234567', 'special'],
    ['+49164123456', 'pager'],
    ['+49168123456', 'pager'],
    ['+49169123456', 'pager'],
    ['+491805123456', 'shared-cost'],
    ['+491811234567', 'closed-group'],
    ['+49189123456', 'closed-group'],
    ['+49190123456', 'premium'],
    ['+49191123456', 'special'],
    ['+49194123456', 'special'],
    ['+49198123456', 'special'],
    ['+49199123456', 'special'],
    ['+49311234567', 'test-number'],
    ['+4970012345678', 'personal'],
    ['+498001234567', 'toll-free'],
    ['+499001234567', 'premium'],
    ['+4990091234567', 'premium'],
    ['+49177991234567', 'voicemail'],
    ['+49300312590', 'incomplete'],
    ['*21*03023125909#', 'network-code'],
    ['+493023125909#', 'network-code'],
    ['+490302312590', 'not-a-number'],
    ['03023125909', 'not-a-number'],
    ['+49 30 23125909', 'not-a-number'],
    ['', 'not-a-number'],
    ['sip:+493023125909', 'not-a-number'],
  ])('refuses %s', (number, reason) => {
    expect(dialPolicy(number, germany)).toEqual({ allowed: false, reason });
  });

  it.each(['800', '808', '870', '878', '881', '882', '883', '888', '979', '991'])(
    'never allows +%s, whatever countries are on the list (DOMAIN 2.4)',
    (code) => {
      const open = { allowedCountries: ['DE', 'AT', 'US', '001'] };
      expect(dialPolicy(`+${code}612345678`, open)).toEqual({
        allowed: false,
        reason: 'international-service',
      });
    },
  );

  it('asks the country, not the code: Jamaica is not the USA', () => {
    const usa = { allowedCountries: ['DE', 'US'] };
    expect(dialPolicy('+12025550123', usa)).toEqual({ allowed: true });
    expect(dialPolicy('+18765550123', usa)).toEqual({ allowed: false, reason: 'foreign' });
  });

  it('allows no country that is not on the list', () => {
    expect(dialPolicy('+4314029999', germany)).toEqual({ allowed: false, reason: 'foreign' });
    expect(dialPolicy('+493023125909', { allowedCountries: [] })).toEqual({
      allowed: false,
      reason: 'foreign',
    });
  });
});
