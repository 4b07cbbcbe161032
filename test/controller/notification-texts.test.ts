import { selectorFault } from '../../lib/controller/notification-texts';

test.each(['team==shop,,', ',', 'team in shop', 'team=(a)', 'a b', 'team in (a', '=x', '!', 'team>a'])('the selector %j is refused', (selector) => {
  expect(selectorFault(selector)).toEqual({ text: 'is no selector of labels', fix: 'write it as team=shop,tier in (front, back)' });
});

test.each([
  '', 'team', '!team', 'team=shop', 'team==shop', 'team!=shop', 'team = shop , tier in (front, back)', 'example.com/team notin (a,b),c',
  'team=', 'n>5', 'team in ()',
])('the selector %j is taken', (selector) => {
  expect(selectorFault(selector)).toBeUndefined();
});
