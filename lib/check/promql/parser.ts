/** The grammar of PromQL, by the Prometheus project. */
type Grammar = typeof import('@prometheus-io/lezer-promql');

let grammar: Grammar | undefined;

/** The parser. Loading it takes longer than most checks, and most manifests have no query: it waits for the first. */
export function promqlParser(): Grammar['parser'] {
  grammar ??= loadGrammar();
  return grammar.parser;
}

function loadGrammar(): Grammar {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-return -- an import would load it at once
  return require('@prometheus-io/lezer-promql');
}
