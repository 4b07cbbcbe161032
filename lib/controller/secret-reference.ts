/** What must not stand in values in plain text. */

import { asList, asRecord, field, givenFields, JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';

/** The only Secret that the controller takes the secrets of notifications from. */
export const NOTIFICATION_SECRET = 'argo-rollouts-notification-secret';

const FIX = `put it into Secret ${NOTIFICATION_SECRET}, and write $ and its key there`;
const ELSEWHERE = 'put it into a Secret, and refer to that';

/** The last word of a name that a secret is given under: `api-key`, `PASSWORD`. */
const SECRET_NAME = /(?:^|[^a-z])(?:token|password|passwd|secret|credentials?|authorization|(?:api|access|private)[-_ ]?key)$/i;
/** The same where words are joined by capitals: `apiKey`, `signingSecret`. */
const SECRET_CAPITALS = /(?:Token|Password|Secret|Credentials?|ApiKey|AccessKey|PrivateKey)$/;

/** What secrets of well-known services look like, wherever they stand. */
const SECRET_VALUES: readonly RegExp[] = [
  /\bxox[abeoprs]-[\w-]{8,}/,
  /\bgh[opsu]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}/,
  /\bA(?:KIA|SIA)[0-9A-Z]{16}\b/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /https?:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/\w+/,
  /https?:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/\w+/,
  /https?:\/\/[\w.-]+\.(?:webhook\.office\.com\/webhookb2|logic\.azure\.com(?::\d+)?\/workflows)\//,
  /https?:\/\/[^\s/:@]*:[^\s/@$][^\s/@]*@/,
  /[?&](?:access_token|api_key|apikey|key|sig|secret|token)=(?!\$)[^&\s]{8,}/i,
];

/** Whether the text refers to a key of the Secret instead of telling it, after the scheme of a header perhaps. */
export function isReference(text: string): boolean {
  return /^(?:(?:Basic|Bearer|Token|GenieKey)\s+)?\$[\w.-]+$/i.test(text.trim());
}

/** Whether the text looks like a secret, whatever its name is. */
function looksSecret(text: string): boolean {
  return SECRET_VALUES.some((pattern) => pattern.test(text));
}

/** Whether what is given under the name is a secret. */
function namesSecret(name: string): boolean {
  return SECRET_NAME.test(name) || SECRET_CAPITALS.test(name);
}

/** Annotations and labels name Secrets, and hold none. */
const NAMES_ONLY = /(?:annotations|labels)$/i;

/**
 * The problems with secrets that are told in plain text, anywhere in a value. What they hold is not repeated: a message
 * ends up in the log of a build.
 */
export function plainSecrets(value: unknown, place: string, path: string | undefined): Problem[] {
  const problems: Problem[] = [];
  const blame = (at: string): void => {
    problems.push({ path, field: at, rule: 'tells a secret in plain text', fix: at.includes('notifications.') ? FIX : ELSEWHERE });
  };
  const visitText = (text: string, name: string, at: string): void => {
    if (looksSecret(text) || (namesSecret(name) && text.trim() !== '' && !isReference(text)) || settingsIn(text, name).some(tellsSecret)) {
      blame(at);
    }
  };
  const visit = (item: unknown, name: string, at: string): void => {
    if (typeof item === 'string') {
      visitText(item, name, at);
    } else if (Array.isArray(item)) {
      item.forEach((element, index) => { visit(element, '', `${at}[${index}]`); });
    } else {
      const fields = asRecord(item) ?? {};
      const named = typeof fields.name === 'string' ? fields.name : undefined;
      for (const [key, inner] of Object.entries(fields)) {
        // `{ name: TOKEN, value: … }`, as headers and variables of the environment are written.
        const called = NAMES_ONLY.test(name) ? '' : key === 'value' && named !== undefined ? named : key;
        visit(inner, called, `${at}${/^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`}`);
      }
    }
  };
  visit(value, '', place);
  return problems;
}

/** The problems with whole Secrets among the values of the chart. */
export function wholeSecrets(values: JsonObject, path: string | undefined): Problem[] {
  const problems: Problem[] = [];
  if (givenFields(field(values, 'notifications', 'secret', 'items')).length > 0) {
    problems.push({ path, field: 'values.notifications.secret.items', rule: 'tells secrets in plain text', fix: `make Secret ${NOTIFICATION_SECRET} in a way that keeps it one` });
  }
  asList(field(values, 'extraObjects')).forEach((object, index) => {
    if (field(object, 'kind') === 'Secret' && [...givenFields(field(object, 'data')), ...givenFields(field(object, 'stringData'))].length > 0) {
      problems.push({ path, field: `values.extraObjects[${index}]`, rule: 'tells secrets in plain text', fix: 'make the Secret in a way that keeps it one' });
    }
  });
  return problems;
}

/** What a text sets: the configuration of a service, which is YAML, line by line; or an argument, which is in a list. */
function settingsIn(text: string, name: string): (readonly [name: string, value: string])[] {
  const pattern = name.startsWith('service.') ? /^[ \t-]*"?([\w.-]+)"?:[ \t]+['"]?([^'"\n]*?)['"]?[ \t]*$/gm : /^--?([\w.-]+)=(.*)$/gm;
  return name !== '' && !name.startsWith('service.') ? []
    : [...text.matchAll(pattern)].map(([, setting = '', value = '']) => [setting, value] as const);
}

function tellsSecret([name, value]: readonly [string, string]): boolean {
  return namesSecret(name) && value !== '' && !/^[|>]-?$/.test(value) && !isReference(value);
}
