/** What must not stand in values in plain text. */

import { asList, asRecord, field, givenFields, JsonObject } from '../json';
import { Problem } from '../usage-error';
import { yamlContent } from '../yaml';
import { extraObjectsOf } from './extra-objects';
import { isKeptElsewhere } from './secret-placeholders';
import { isReference, KEY_CHARACTERS, looksSecret, namesSecret, namesSecrets, NOTIFICATION_SECRET } from './secret-reference';

const FIX = `put it into Secret ${NOTIFICATION_SECRET}, and write $ and its key (${KEY_CHARACTERS}) there`;
const ELSEWHERE = 'put it into a Secret, and refer to that';

/** Annotations and labels name Secrets, and hold none. */
const NAMES_ONLY = /(?:annotations|labels)$/i;

/** The settings of a service. Elsewhere, what is called `secrets` may be the names of some. */
const OF_NOTIFIER = /notifications\.notifiers[.[]/;
/** A service whose `key` is one, though the word says little. */
const OF_AWS_SQS = /notifications\.notifiers[.[]"?service\.awssqs\b/;

/**
 * The problems with secrets that are told in plain text, anywhere in a value. What they hold is not repeated: a message
 * ends up in the log of a build.
 */
export function plainSecrets(value: unknown, place: string, path: string | undefined): Problem[] {
  const problems: Problem[] = [];
  const visitText = (text: string, name: string, at: string, isSecret: boolean): void => {
    const isTold = tellsSomething(text);
    const isNamed = isSecret || isNamedSecret(name, at);
    if (looksSecret(text) || (isNamed && isTold) || settingsIn(text, name).some((setting) => tellsSecret(setting, at))) {
      problems.push({ path, field: at, rule: 'tells a secret in plain text', fix: at.includes('notifications.') ? FIX : ELSEWHERE });
    }
  };
  const visit = (item: unknown, name: string, at: string, isSecret: boolean): void => {
    const areSecrets = isSecret || (OF_NOTIFIER.test(at) && namesSecrets(name));
    if (typeof item === 'string') {
      visitText(item, name, at, areSecrets);
    } else if (Array.isArray(item)) {
      item.forEach((element, index) => { visit(element, '', `${at}[${index}]`, areSecrets); });
    } else {
      const fields = unsealed(asRecord(item) ?? {});
      const named = typeof fields.name === 'string' ? fields.name : undefined;
      for (const [key, inner] of Object.entries(fields)) {
        // `{ name: TOKEN, value: … }`, as headers and variables of the environment are written.
        const called = NAMES_ONLY.test(name) ? '' : key === 'value' && named !== undefined ? named : key;
        visit(inner, called, `${at}${/^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`}`, areSecrets);
      }
    }
  };
  visit(value, '', place, false);
  return problems;
}

/** A SealedSecret holds what only its controller can decrypt. */
function unsealed(object: JsonObject): JsonObject {
  const { encryptedData, ...spec } = asRecord(object.spec) ?? {};
  return object.kind === 'SealedSecret' && encryptedData !== undefined ? { ...object, spec } : object;
}

/** Whether a text that is given for a secret is one, and not empty, a reference, or what is filled in later. */
function tellsSomething(text: string): boolean {
  return text.trim() !== '' && !isReference(text) && !isKeptElsewhere(text);
}

/** The problems with secrets among the values of the chart: those in plain text, and whole Secrets, which are told of once. */
export function toldSecrets(values: JsonObject, place: string, path: string | undefined): Problem[] {
  const whole = wholeSecrets(values, path, place);
  return [...plainSecrets(values, place, path).filter(({ field: at }) => !whole.some((secret) => isBelow(at, secret.field))), ...whole];
}

function isBelow(place: string, outer: string): boolean {
  return place === outer || place.startsWith(`${outer}.`) || place.startsWith(`${outer}[`);
}

/** The problems with whole Secrets. */
function wholeSecrets(values: JsonObject, path: string | undefined, place: string): Problem[] {
  const problems: Problem[] = [];
  if (hasContents(field(values, 'notifications', 'secret', 'items'))) {
    problems.push({ path, field: `${place}.notifications.secret.items`, rule: 'tells secrets in plain text', fix: `make Secret ${NOTIFICATION_SECRET} in a way that keeps it one` });
  }
  for (const [at, object] of extraObjectsOf(values, place)) {
    if (tellsWholeSecret(object)) {
      problems.push({ path, field: at, rule: 'tells secrets in plain text', fix: 'make the Secret in a way that keeps it one' });
    }
  }
  return problems;
}

/** The kind and the contents of a Secret, in YAML or JSON. */
const KIND_SECRET = /(?:^|[\s,{])["']?kind["']?[ \t]*:[ \t]*["']?Secret["']?[ \t]*(?:#.*)?(?:$|[\r,}])/m;
const CONTENTS = /(?:^|[\s,{])["']?(?:data|stringData)["']?[ \t]*:/;

/** Whether it is a Secret that holds something, or a list or a text with one in it. */
function tellsWholeSecret(object: unknown): boolean {
  if (typeof object === 'string') {
    const isSecret = KIND_SECRET.test(object) && CONTENTS.test(object);
    const content = isSecret ? asRecord(yamlContent(object)?.value) : undefined;
    return content === undefined ? isSecret : tellsWholeSecret(content);
  }
  if (field(object, 'kind') === 'Secret') {
    return hasContents(field(object, 'data')) || hasContents(field(object, 'stringData'));
  }
  return asList(field(object, 'items')).some(tellsWholeSecret);
}

/** Whether anything of the contents of a Secret is told, and not filled in later. */
function hasContents(contents: unknown): boolean {
  return givenFields(contents).some((name) => {
    const content = asRecord(contents)?.[name];
    return typeof content !== 'string' || tellsSomething(content);
  });
}

/** A line of a configuration, or an argument. */
interface Setting {
  readonly name: string;
  readonly value: string;
  /** Whether it is below a name that holds secrets. */
  readonly isSecret: boolean;
}

/** What a text sets: the configuration of a service, which is YAML, line by line; or an argument, which is in a list. */
function settingsIn(text: string, name: string): readonly Setting[] {
  if (name.startsWith('service.')) {
    return linesIn(text);
  }
  return name !== '' ? []
    : [...text.matchAll(/^--?([\w.-]+)=(.*)$/gm)].map(([, setting = '', value = '']) => ({ name: setting, value, isSecret: false }))
      .filter((setting) => !namesObject(setting));
}

/** Namespace and name of a Secret, as in `--tls-secret=shop/tls`. */
function namesObject({ name, value }: Setting): boolean {
  return /secret$/i.test(name) && /^[a-z\d-]+\/[a-z\d.-]+$/.test(value);
}

function linesIn(text: string): readonly Setting[] {
  const settings: Setting[] = [];
  /** How far the name is indented that holds secrets; they are further in. */
  let outer: number | undefined;
  for (const [, before = '', name = '', quoted = ''] of text.matchAll(/^([ \t-]*)["']?([^\s"':#][^"':\n]*?)["']?:(?:[ \t]+(.*?))?[ \t]*$/gm)) {
    const value = unquoted(quoted);
    outer = outer !== undefined && before.length > outer ? outer : undefined;
    const entries = namesSecrets(name) && value.startsWith('{') ? value.replace(/^\{|\}$/g, '').split(',') : undefined;
    settings.push(...entries?.map((entry) => ({ name, value: unquoted(entry.slice(entry.indexOf(':') + 1).trim()), isSecret: true }))
      ?? [{ name, value, isSecret: outer !== undefined || namesSecrets(name) }]);
    outer ??= namesSecrets(name) ? before.length : undefined;
  }
  return settings;
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

function tellsSecret({ name, value, isSecret }: Setting, at: string): boolean {
  return (isSecret || isNamedSecret(name, at)) && !/^[|>]-?$/.test(value) && tellsSomething(value);
}

function isNamedSecret(name: string, at: string): boolean {
  return namesSecret(name) || (name === 'key' && OF_AWS_SQS.test(at));
}
