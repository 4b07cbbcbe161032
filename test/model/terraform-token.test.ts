import * as cdktf from 'cdktf';
import * as cdktn from 'cdktn';
import { isTerraformToken } from '../../lib/model/terraform-token';
import { describe as described } from '../../lib/model/usage-error';

describe.each([['cdktf', cdktf.Token], ['cdktn', cdktn.Token]] as const)('a token of %s', (_name, Token) => {
  test.each<[string, unknown]>([
    ['a number', Token.asNumber({})],
    ['a list of numbers, by its element', Token.asNumberList({})[0]],
    ['a text', Token.asString({})],
    ['a part of a text', `role-${Token.asString({})}`],
  ])('is known as %s', (_what, value) => {
    expect(isTerraformToken(value)).toBe(true);
  });

  test('is refused as such, whatever is wrong with it', () => {
    expect(described({ path: 'delivery/shop', field: 'replicas', value: Token.asNumber({}), rule: 'is below 1', fix: 'give more' }))
      .toBe('[delivery/shop] replicas: depends on a token, whose value only Terraform knows; give the value itself');
  });
});

test.each([0, -1, 3, 1e300, -1e300, Number.MIN_SAFE_INTEGER, -Number.MAX_VALUE, Infinity, -Infinity, NaN, '', 'a', '${a}', '-8e298', null, undefined, {}, []])('%p is no token', (value) => {
  expect(isTerraformToken(value)).toBe(false);
});
