import { placeholder, placeholderNames } from '../../lib/model/placeholders';

test('what is written is what is found', () => {
  expect(placeholderNames(placeholder('pod-hash'))).toEqual(['pod-hash']);
});

test.each<[string[], string[]]>([
  [[''], []],
  [['{{args.a}} {{ args.b }} {{args.a}}'], ['a', 'b']],
  [['{{args.b}}', '{{args.a}}', '{{args.b}}'], ['b', 'a']],
  [['{{args.}} {args.a} {{ arg.a }} {{args.a'], []],
  [['{{workflow.name}} {{args.ünïcode}}'], ['ünïcode']],
  [['{{{{args.a}}}}'], ['a']],
  [['{{args.a}}{{args.b}}'], ['a', 'b']],
])('%j refers to %j', (texts, names) => {
  expect(placeholderNames(...texts)).toEqual(names);
});
