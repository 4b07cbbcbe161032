/** The templates of notifications: what they say, and how. */

import { asRecord } from '../../model/json';
import { hasMapAsKey } from '../../model/placeholders';
import { isBrokenYaml, yamlContent } from '../../model/yaml';
import { placedTexts } from '../views/template-texts';
import { templateFault } from './go-template';
import type { TextFault } from './text-fault';

/** A value of YAML that begins with a template of the controller, and without quotes. */
const UNQUOTED = /:\s+\{\{-?\s*\.?rollout\b/;

/** The first thing that is wrong with the text of a template, as far as it is certain. */
export function templateContentFault(text: string): TextFault | undefined {
  const content = yamlContent(text);
  const value = content?.value ?? undefined;
  if (UNQUOTED.test(text) && (content === undefined || hasMapAsKey(value))) {
    return { text: 'has a value that begins with {{, where a map of YAML begins', fix: 'put the value in quotes' };
  }
  // What a template of Helm writes may well be YAML.
  const isUnknown = content === undefined && (text.includes('{{') || !isBrokenYaml(text));
  const isMap = value === undefined ? content !== undefined : asRecord(value) !== undefined;
  if (!isUnknown && !isMap) {
    return { text: 'is no map in YAML', fix: 'write message: and what it says' };
  }
  return placedTexts(value, '').map((placed) => templateFault(placed.text)).find((fault) => fault !== undefined);
}
