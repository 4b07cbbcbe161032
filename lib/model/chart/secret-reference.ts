/** How a secret is referred to, and what one looks like that is told in plain text. */

import { withoutPluginPlaceholders } from './secret-placeholders';

/** The only Secret that the controller takes the secrets of notifications from. */
export const NOTIFICATION_SECRET = 'argo-rollouts-notification-secret';

/** What a key of the Secret may be made of: the controller reads a reference no further. */
export const KEY_CHARACTERS = 'letters, digits, - and _';

const KINDS_OF_KEY = 'api|access|private|service|integration|routing|signing';
const CAPITAL_KINDS = 'Api|Access|Private|Service|Integration|Routing|Signing';

/** The last word of a name that a secret is given under: `api-key`, `PASSWORD`. */
const SECRET_NAME = new RegExp(`(?:^|[^a-z])(?:token|password|passwd|secret|credentials?|authorization|(?:${KINDS_OF_KEY})[-_ ]?key)$`, 'i');
/** The same where words are joined by capitals: `apiKey`, `signingSecret`. */
const SECRET_CAPITALS = new RegExp(`(?:Token|Password|Secret|Credentials?|(?:${CAPITAL_KINDS})Key)$`);
/** Headers that say who calls: `Cookie`, `X-Auth-User`. */
const SECRET_HEADER = /^(?:cookie|x-(?:[\w-]*-)?auth(?!or)[\w-]*)$/i;
/** What holds several secrets: `apiKeys`, `recipientUrls`. */
const SECRETS_NAME = new RegExp(`(?:^|[^a-z])(?:tokens|passwords|secrets|webhooks|recipient[-_]?urls|(?:${KINDS_OF_KEY})[-_ ]?keys)$`, 'i');
const SECRETS_CAPITALS = new RegExp(`(?:Tokens|Passwords|Secrets|Webhooks|RecipientUrls|(?:${CAPITAL_KINDS})Keys)$`);

/** What secrets of well-known services look like, wherever they stand. */
const SECRET_VALUES: readonly RegExp[] = [
  /\bxox[abeoprs]-[\w-]{8,}|\bxapp-[\w-]{8,}/,
  /\bgh[opsu]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}/,
  /\bA(?:KIA|SIA)[0-9A-Z]{16}\b/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // The token of a bot of Telegram.
  /\b(?:bot)?\d{8,10}:[\w-]{35}(?![\w-])/,
  /https?:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/\w+/,
  /https?:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/\w+/,
  /https?:\/\/[\w.-]+\.(?:webhook\.office\.com\/webhookb2|logic\.azure\.com(?::\d+)?\/workflows)\//,
  /https?:\/\/outlook\.office(?:365)?\.com\/webhook\/\w/,
  // Mattermost: its own name, or the length of its identifiers.
  /https?:\/\/[^\s/]*mattermost[^\s?#]*\/hooks\/\w|https?:\/\/[^\s?#]+\/hooks\/[a-z0-9]{26}(?!\w)/,
  /https?:\/\/[^\s/:@]*:[^\s/@$][^\s/@]*@/,
  /[?&](?:access_token|api_key|apikey|key|sig|secret|token|X-(?:Amz|Goog)-Signature|X-Amz-Security-Token)=(?!\$)[^&\s]{8,}/i,
];

/** Whether the text refers to a key of the Secret instead of telling it, after the scheme of a header perhaps. */
export function isReference(text: string | undefined): boolean {
  return text !== undefined && /^(?:(?:Basic|Bearer|Token|GenieKey)\s+)?\$[\w-]+$/i.test(text.trim());
}

/** Whether the text looks like a secret, whatever its name is. */
export function looksSecret(text: string): boolean {
  return hasForm(withoutPluginPlaceholders(text, hasForm));
}

function hasForm(text: string): boolean {
  return SECRET_VALUES.some((pattern) => pattern.test(text));
}

/** Whether what is given under the name is a secret. */
export function namesSecret(name: string): boolean {
  return SECRET_NAME.test(name) || SECRET_CAPITALS.test(name) || SECRET_HEADER.test(name);
}

/** Whether what is given under the name are several secrets, each under the name of its own choice. */
export function namesSecrets(name: string): boolean {
  return SECRETS_NAME.test(name) || SECRETS_CAPITALS.test(name);
}
