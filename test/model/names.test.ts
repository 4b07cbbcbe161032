import { isPluginName, requireDnsLabel, requireObjectName, requirePortName, requireServiceName, serviceHost } from '../../lib/model/names';

const PLACE = { path: 'shop/checkout', field: 'metadata.name' };
const LONG = 'a'.repeat(63);

const FORMS = {
  label: { require: requireDnsLabel, longest: 63, title: 'a DNS label', fix: 'use lower-case letters, digits and -, with a letter or digit at both ends' },
  service: {
    require: requireServiceName,
    longest: 63,
    title: 'a DNS label that starts with a letter',
    fix: 'use lower-case letters, digits and -, with a letter at the start',
  },
  object: {
    require: requireObjectName,
    longest: 253,
    title: 'a DNS subdomain',
    fix: 'use lower-case letters, digits, - and ., with a letter or digit at both ends',
  },
  port: {
    require: requirePortName,
    longest: 15,
    title: 'a port name',
    fix: 'use lower-case letters, digits and single -, with a letter somewhere and none of the - at the ends',
  },
};

type Form = keyof typeof FORMS;

test.each<[string, Form[]]>([
  ['a', ['label', 'service', 'object', 'port']],
  ['checkout-v2', ['label', 'service', 'object', 'port']],
  ['1st', ['label', 'object', 'port']],
  ['8080', ['label', 'object']],
  ['a--b', ['label', 'service', 'object']],
  ['a.b', ['object']],
  ['sixteen-letters1', ['label', 'service', 'object']],
  [LONG, ['label', 'service', 'object']],
  [`${LONG}.${LONG}`, ['object']],
])('%s is a name for %j, and for nothing else', (name, forms) => {
  const accepted = (Object.keys(FORMS) as Form[]).filter((form) => {
    try {
      return FORMS[form].require(name, PLACE) === name;
    } catch {
      return false;
    }
  });
  expect(accepted).toEqual(forms);
});

describe.each(Object.values(FORMS))('$title', ({ require, longest, title, fix }) => {
  test.each(['', ' ', 'A', '-a', 'a-', 'a_b', 'a b', 'shöp', '🚀', 'a\n', '.', 'a..b', 'constructor()', '../a'])('is not %j', (name) => {
    expect(() => { require(name, PLACE); }).toThrow(`[shop/checkout] metadata.name: ${JSON.stringify(name)} is not ${title}; ${fix}`);
  });

  test('has a bounded length', () => {
    const name = 'a'.repeat(longest);
    expect(require(name, PLACE)).toBe(name);
    expect(() => { require(`${name}a`, PLACE); }).toThrow(`has ${longest + 1} characters, and ${longest} is the most; give a shorter name with \`metadata.name\``);
  });
});

test('the host of a Service is its whole name in the cluster', () => {
  expect(serviceHost('checkout', 'shop')).toBe('checkout.shop.svc.cluster.local');
});

test.each<[string, boolean]>([
  ['argoproj-labs/gatewayAPI', true], ['a/b_c.d-e', true], ['a/...', true], ['a/.', false], ['a/..', false], ['a', false], ['a/b/c', false], ['a_b/c', false], ['/a', false],
  ['a/', false], ['', false],
])('whether %j may be a plugin is %p', (name, isOne) => {
  expect(isPluginName(name)).toBe(isOne);
});
