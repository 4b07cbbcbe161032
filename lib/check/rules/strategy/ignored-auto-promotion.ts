import { asNumber, field } from '../../../model/json';
import type { Rule } from '../../rule';

export const ignoredAutoPromotion: Rule = {
  id: 'ARO115',
  severity: 'warning',
  title: 'A promotion is either by hand or after a delay',
  why: 'The seconds are the delay of an automatic promotion. With autoPromotionEnabled: false there is none, so that the '
    + 'new version stays in the preview until someone promotes it, also after an analysis that was successful.',
  fix: 'remove autoPromotionEnabled to promote after that time, or remove autoPromotionSeconds to promote by hand',
  link: 'https://github.com/argoproj/argo-rollouts/issues/3271',
  noticedBy: [],
  example: {
    base: 'blueGreen',
    bad: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      autoPromotionEnabled: false
      autoPromotionSeconds: 300
`,
    good: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      autoPromotionSeconds: 300
`,
  },
  *check(graph) {
    for (const { blueGreen, manifest } of graph.rollouts) {
      const value = asNumber(field(blueGreen?.content, 'autoPromotionSeconds')) ?? 0;
      if (blueGreen !== undefined && value > 0 && field(blueGreen.content, 'autoPromotionEnabled') === false) {
        const text = 'is ignored, since autoPromotionEnabled is false';
        yield { manifest, field: `${blueGreen.field}.autoPromotionSeconds`, value, text };
      }
    }
  },
};
