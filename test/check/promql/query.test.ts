import { readQuery } from '../../../lib/check/promql/query';

/** What is said about a query that is refused, and `undefined` about any other. */
function said(query: string): string | undefined {
  return readQuery(query).error?.text;
}

describe('a query in order', () => {
  test.each([
    'up',
    'up{job="checkout",}',
    '{__name__="up"}',
    '{"http.requests", "service.name"="checkout"}',
    '# how many\nsum(up) # in all',
    'sum by (le) (rate(x_bucket[5m]))',
    'sum(rate(x[5m])) by (le)',
    'SUM(up) AND ON() up',
    'up{job=~"a|b", path=~"\\\\d+", code!~`5\\d.`}',
    'up{a="it\'s", b=\'"\', c="\\"\\u00e9\\x41"}',
    'max_over_time(rate(x[1h30m])[1d:5m] offset 1w)',
    'up @ end() == bool 1',
    '1e-3 * 0x1F + Inf',
    'a / on(pod) group_left(node) b',
    'rate{sum="1"}',
    'x{a=~"(?i)a|b", b=~"\\\\Qa(\\\\E", c=~"[[:alpha:]]+", d=~"({{args.a}}", e=~"", f="("}',
  ])('is not refused: %s', (query) => {
    expect(readQuery(query)).not.toHaveProperty('error');
    expect(readQuery(query).value.kind).toBeDefined();
  });
});

describe('a query is refused', () => {
  test.each([
    ['', 'is empty'],
    [' \n ', 'is empty'],
    ['# sum(up)', 'is empty'],
    ['sum(rate(x{a="b"[2m])) or vector(0)', 'does not close the "{" at position 11'],
    ['(sum(x{a="b") or vector(0)) / y{b="c"}', 'does not close the "{" at position 7'],
    ['x{code=~"5(.*"}', 'matches a label by "5(.*", which is no regular expression'],
    ['x{code!~"*"}', 'matches a label by "*", which is no regular expression'],
    ['up down', 'has a syntax error at position 4, near "down"'],
    ['up{job=checkout}', 'has a syntax error at position 8, near "checkout}"'],
    ['a => b', 'has a syntax error at position 3, near "=> b"'],
    ['a\n+\n  b c', 'has a syntax error in line 3 at position 5, near "c"'],
    ['a b1234567890123456789012345', 'has a syntax error at position 3, near "b1234567890123456789"'],
    ['sum(rate(x[5m])) /', 'ends too early'],
    ['x[5m] offset', 'ends too early'],
    ['sum(rate(x[5m])', 'does not close the "(" at position 4'],
    ['up{job="a"', 'does not close the "{" at position 3'],
    ['rate(x[5m)', 'does not close the "[" at position 7'],
    ['sum(up))', 'has a ")" at position 8 that closes nothing'],
    ['up{job="a}', 'does not close the \'"\' at position 8'],
    ['up{job="a\\"}', 'does not close the \'"\' at position 8'],
    ['up{job="a\nb"}', 'does not close the \'"\' in line 1 at position 8'],
    ['up{job=`a}', 'does not close the "`" at position 8'],
    ['"', 'does not close the \'"\' at position 1'],
    ['up{path=~"\\d+"}', 'has the escape \\d at position 11, which PromQL does not know'],
    ['up{code=~\'5\\..\'}', 'has the escape \\. at position 12, which PromQL does not know'],
    ['up{a="\\é"}', 'has the escape of no letter at position 7, which PromQL does not know'],
    ['rate(x[$__rate_interval])', 'uses "$__rate_interval", which only Grafana fills in'],
    ['up{} > ${limit}', 'uses "${limit}", which only Grafana fills in'],
    ['5 $', 'has a "$" at position 3, which means nothing in PromQL'],
    ['histogram_quantil(0.9, x)', 'calls "histogram_quantil", which is not a function of PromQL'],
    ['sum(Rate(x[5m]))', 'calls "Rate", which is not a function of PromQL'],
  ])('%j %s', (query, text) => {
    expect(said(query)).toBe(text);
  });

  test('with the name that was probably meant', () => {
    expect(readQuery('rte(x[5m])').error).toEqual({
      offset: 3, text: 'calls "rte", which is not a function of PromQL', fix: 'did you mean "rate"?',
    });
    expect(readQuery('checkouts_by_region(x)').error?.fix).toBe('use a function of Prometheus');
  });
});

describe('a placeholder', () => {
  test.each([
    'up{job="{{args.job}}"}',
    'rate(x[{{args.window}}])',
    'rate(x[{{ args.minutes }}m])',
    'rate(x[5{{args.unit}}])',
    'max_over_time(x[{{args.range}}:{{args.step}}])',
    '{{args.metric}}{job="a"}',
    'http_{{args.metric}}_total',
    'sum(rate({{args.selector}}[5m]))',
    'topk({{args.k}}, up) > {{args.bound}}',
    'up{ {{args.label}}="a"}',
    'sum by ({{args.label}}) (up)',
  ])('may stand where its value will: %s', (query) => {
    const { selectors, error } = readQuery(query);
    expect(error).toBeUndefined();
    expect(selectors).not.toEqual([]);
  });

  test.each([
    '{{args.query}}) + up',
    'up{ {{args.matchers}} }',
    'x offset {{args.offset}}',
    'sum(rate({{args.open}}x[5m])',
    'a {{args.operator}} b',
  ])('is given the benefit of the doubt: %s', (query) => {
    expect(readQuery(query)).toEqual({ selectors: [], value: readQuery('{{args.query}}').value });
  });

  test('excuses nothing where it can only be a text or a duration', () => {
    expect(said('sum(rate(x{job="{{args.job}}"}[{{args.window}}])')).toBe('does not close the "(" at position 4');
    expect(said('{{args.metric}}{path=~"\\d"}')).toBe('has the escape \\d at position 24, which PromQL does not know');
  });
});

describe('a query in a language akin to PromQL', () => {
  test.each([
    'sum(rate(x[5m])) default 0',
    'median(up) by (job)',
    'rate(x[1.5h])',
    'rate(x[5i])',
    'x > 8Ki',
    'up{a="b" or c="d"}',
    'x keep_metric_names',
    'WITH (a = up) a',
    'sum(rate({app="checkout"} |= "error" [5m]))',
    'holt_winters(x[5m], 0.5, 0.5)',
  ])('is left alone: %s', (query) => {
    expect(readQuery(query)).toEqual({ selectors: [], value: readQuery('{{args.query}}').value });
  });

  test('is not suspected because of a word in a string', () => {
    expect(said('up{a="default | if"} up')).toBe('has a syntax error at position 22, near "up"');
  });
});

test('selectors have a metric and matchers, with the placeholders that are in them', () => {
  const query = 'sum(a{b="{{args.c}}",d!~"e\\\\.f"}) / {"g", "h.i"=~\'j\'} or {{args.k}}{l!="m"}';
  expect(readQuery(query).selectors).toEqual([
    { metric: 'a', matchers: [{ label: 'b', operator: '=', value: '{{args.c}}' }, { label: 'd', operator: '!~', value: 'e\\.f' }] },
    { metric: 'g', matchers: [{ label: 'h.i', operator: '=~', value: 'j' }] },
    { metric: undefined, matchers: [{ label: 'l', operator: '!=', value: 'm' }] },
  ]);
});

describe('whatever is asked', () => {
  const HOSTILE: Record<string, string> = {
    'a long word': 'x'.repeat(1_000_000),
    'nested parentheses': `${'('.repeat(10_000)}1${')'.repeat(10_000)}`,
    'open parentheses': '('.repeat(4_999),
    'many words': 'x '.repeat(2_500),
    'a long sum': `x${'+x'.repeat(2_400)}`,
    'signs': `${'-'.repeat(4_999)}1`,
    'open placeholders': '{{'.repeat(2_500),
    'placeholders': '{{a}}+'.repeat(800),
    'quotes': '"'.repeat(4_999),
    'half of a pair': '\ud800'.repeat(1_000),
    'no letters': '\u0000💥'.repeat(1_000),
    'ranges of ranges': `x${'[5m]'.repeat(1_200)}`,
  };

  test.each(Object.entries(HOSTILE))('%s are read to the end', (_, query) => {
    expect(readQuery(query).selectors.length).toBeLessThan(5_000);
  });

  test.each([
    ['nested too deeply to be judged', `${'('.repeat(2_400)}x${')'.repeat(2_400)}`],
    ['too long to be judged', `up${' or up'.repeat(800)}`],
  ])('what is %s is not called a mistake', (_, query) => {
    expect(readQuery(query)).not.toHaveProperty('error');
  });

  test('the same query gives the same answer, also after many others', () => {
    const before = readQuery('sum(up');
    for (let index = 0; index < 300; index += 1) {
      readQuery(`up${index}`);
    }
    expect(readQuery('sum(up')).toEqual(before);
    expect(readQuery('up7')).toBe(readQuery('up7'));
  });
});
