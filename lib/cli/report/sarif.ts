import type { RuleText, Severity } from '../../check';
import { DOCUMENTED } from '../../check';
import type { LocatedFinding } from '../../files';
import { objectOf } from '../../files';
import { CONFIG_FILE } from '../config';
import { artifactOf, ROOT_ID } from './artifact';
import type { Report } from './report';
import { sentenceOf } from './report';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** A log of SARIF 2.1.0, as code scanning services take it. */
export function sarifReport({ findings, notices, failures, version }: Report): string {
  const ids = new Set(findings.map(({ finding }) => finding.id));
  const rules = DOCUMENTED.filter(({ id }) => ids.has(id));
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk8s-argo-rollouts',
          version,
          informationUri: 'https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts',
          rules: rules.map(descriptorOf),
        },
      },
      invocations: [{
        executionSuccessful: failures.length === 0,
        toolExecutionNotifications: [
          ...failures.map((text) => ({ level: 'error', message: { text } })),
          ...notices.map((text) => ({ level: 'note', message: { text } })),
        ],
      }],
      originalUriBaseIds: { [ROOT_ID]: { description: { text: 'The folder in which the command was run.' } } },
      columnKind: 'utf16CodeUnits',
      results: findings.map((located) => ({
        ruleId: located.finding.id,
        ruleIndex: indexOf.get(located.finding.id),
        level: LEVELS[located.finding.severity],
        message: { text: sentenceOf(located.finding) },
        locations: [locationOf(located)],
      })),
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptorOf({ id, title, why, fix, link, severity }: RuleText): unknown {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: fix },
    helpUri: link,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function locationOf(located: LocatedFinding): unknown {
  const { file, position: { line, column }, finding } = located;
  const object = objectOf(located);
  return {
    // What is about the settings needs a place as well: some services refuse a log with a result that has none.
    physicalLocation: { artifactLocation: artifactOf(file ?? CONFIG_FILE), region: { startLine: line, startColumn: column } },
    logicalLocations: [{ fullyQualifiedName: object === '' ? finding.field : `${object} ${finding.field}` }],
  };
}
