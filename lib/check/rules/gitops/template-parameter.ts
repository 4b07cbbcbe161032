import { asList, field } from '../../../model/json';
import { generatorParameters } from '../../gitops/generator-parameters';
import type { TemplateKind } from '../../gitops/template-text';
import { placeholderFault } from '../../gitops/template-text';
import type { Manifest } from '../../manifest';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { hasOwnTemplate } from '../../views/generators';
import { templateTexts } from '../../views/template-texts';

const STRICT = 'missingkey=error';

export const templateParameter: Rule = {
  id: 'ARO611',
  severity: 'error',
  title: 'The template of an ApplicationSet uses what its generators make',
  why: 'With goTemplate and missingkey=error, Argo CD makes no Application at all if one lacks a parameter, nor if a '
    + 'template is none of Go. Otherwise an Application gets <no value> in its place, or the placeholder itself, which is a '
    + 'warning. It is told for lists, clusters, folders of Git, and for matrices of them, and for what is in the parameters: '
    + '`values`, `path` and `metadata`.',
  fix: 'use a parameter that each generator makes',
  link: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: shop, namespace: argocd }
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators: [{ list: { elements: [{ cluster: staging }, { cluster: prod }] } }]
  template:
    metadata: { name: "shop-{{.clutser}}" }
    spec:
      project: default
      source: { repoURL: "https://git.example.com/shop.git", path: dist, targetRevision: main }
      destination: { name: "{{.cluster}}", namespace: shop }
`,
    good: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: shop, namespace: argocd }
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators: [{ list: { elements: [{ cluster: staging }, { cluster: prod }] } }]
  template:
    metadata: { name: "shop-{{.cluster}}" }
    spec:
      project: default
      source: { repoURL: "https://git.example.com/shop.git", path: dist, targetRevision: main }
      destination: { name: "{{.cluster}}", namespace: shop }
`,
  },
  *check(graph) {
    for (const { manifest } of graph.ofKind('argoproj.io/ApplicationSet')) {
      // A template of a generator takes the place of parts of that of the set.
      if (!hasOwnTemplate(field(manifest, 'spec', 'generators'))) {
        yield* blame(manifest, faults(manifest));
      }
    }
  },
};

function faults(manifest: Manifest): Fault[] {
  const spec = field(manifest, 'spec');
  const goTemplate = field(spec, 'goTemplate');
  const kind: TemplateKind = {
    goTemplate: typeof goTemplate === 'boolean' ? goTemplate : undefined,
    isStrict: asList(field(spec, 'goTemplateOptions')).includes(STRICT),
    generators: asList(field(spec, 'generators')).map((generator) => generatorParameters(generator, goTemplate === true)),
  };
  return templateTexts(field(spec, 'template')).flatMap(({ field: place, text: content, isForeign }): Fault[] => {
    const fault = placeholderFault(content, kind, isForeign);
    if (fault === undefined) {
      return [];
    }
    const { isRefused, near, value, text, fix } = fault;
    const severity = isRefused ? 'error' : 'warning';
    return [{ field: place, value, text, fix: near === undefined ? fix : `did you mean ${JSON.stringify(near)}?`, severity }];
  });
}
