import { expressionsIn } from '../../lib/cdktf/terraform-expressions';

test.each<[string, string[]]>([
  ['', []],
  ['local.zone', []],
  ['${local.zone}', ['local.zone']],
  ['a ${local.a} b ${local.b}', ['local.a', 'local.b']],
  ['%{if local.on}local.text%{endif}', ['if local.on', 'endif']],
  ['$${local.zone} %%{local.zone}', []],
  ['"${local.zone}"', ['local.zone']],
  ['\\${local.zone}', ['local.zone']],
  ['${upper("local.text")}', ['upper(', ')']],
  ['${upper("no \\"${local.zone}\\" $${local.text}")}', ['upper(', 'local.zone', ')']],
  ['${merge({ a = local.a }, local.b)}', ['merge(', ' a = local.a ', ', local.b)']],
  ['${upper("}")} local.text ${local.zone}', ['upper(', ')', 'local.zone']],
  ['${local.open', ['local.open']],
  ['} " ${', []],
  ['$ % { 😀 ${local.ünïcode}', ['local.ünïcode']],
])('the expressions in `%s` are %j', (template, expected) => {
  expect(expressionsIn(template)).toEqual(expected);
});
