import { ApiObject, Chart } from 'cdk8s';
import { IstioGateway } from '../../lib';
import { RULES } from '../../lib/check';
import { applySnippet } from '../check/fixtures';
import { mistakes, shop } from '../support/synth';

/** The manifests as objects of a program, beside a construct of this library. */
function chartOf(manifests: readonly any[]): Chart {
  const chart = shop();
  new IstioGateway(chart, 'gateway', { metadata: { namespace: 'elsewhere' }, hosts: ['*.elsewhere.example.com'] });
  manifests.forEach((manifest, index) => new ApiObject(chart, `object-${index}`, manifest));
  return chart;
}

const ERRORS = RULES.filter(({ severity, isRefusedAtSynth }) => severity === 'error' || isRefusedAtSynth === true).map(({ id, example }) => [id, example] as const);

describe('a synth refuses, whoever has made the objects,', () => {
  test.each(ERRORS)('what breaks %s, and takes the good twin', (id, { base, bad, good }) => {
    const found = mistakes(chartOf(applySnippet(base, bad)));
    expect(found).not.toEqual([]);
    expect(found.filter((message) => !message.includes(`] ${id} `))).toEqual([]);
    expect(mistakes(chartOf(applySnippet(base, good)))).toEqual([]);
  });
});

test('a synth is not stopped by what only hurts', () => {
  const warnings = RULES.filter(({ severity, isRefusedAtSynth }) => severity !== 'error' && isRefusedAtSynth !== true);
  expect(warnings.length).toBeGreaterThan(10);
  for (const { example: { base, bad } } of warnings) {
    expect(mistakes(chartOf(applySnippet(base, bad)))).toEqual([]);
  }
});
