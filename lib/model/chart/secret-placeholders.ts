/** What stands for a secret that is kept elsewhere, other than a reference of the controller to its own Secret. */

/** Of plugins of Argo CD for Vault: `<path:secret/data/slack#token>`, and `<token>`, whose path is in an annotation. */
const OF_PLUGIN = /<[^<>]+>/g;
/** The same for the whole text; `ref+vault://…` of Helmfile and vals; `vault:secret/data/slack#token` of Bank-Vaults; ciphertext of SOPS. */
const FILLED_IN = /^(?:<[^<>]+>|(?:secret)?ref\+[a-z][\w+.-]*:\/\/\S+|(?:>>)?vault:[^\s#]+#\S+|ENC\[[A-Z\d_]+,[^\]]*\])$/;
/** What a header has before its secret. */
const SCHEME = /^(?:Basic|Bearer|Token|GenieKey)\s+/i;
/** A file of at least one folder: a password may well begin with a slash. */
const ABSOLUTE_PATH = /^(?:\/[\w.@%:-]+){2,}\/?$/;
/** A secret key of AWS, which may have slashes in it. */
const KEY_OF_AWS = /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[A-Za-z\d/]{40}$/;

/** Whether the whole text is filled in, or decrypted, by what delivers or starts it. */
export function isSecretPlaceholder(text: string): boolean {
  return FILLED_IN.test(text.trim().replace(SCHEME, ''));
}

/** Whether the text says where a secret is, and so tells none: what is filled in later, or the path of a file. */
export function isKeptElsewhere(text: string): boolean {
  const trimmed = text.trim();
  return isSecretPlaceholder(trimmed) || (ABSOLUTE_PATH.test(trimmed) && !KEY_OF_AWS.test(trimmed));
}

/**
 * The text without what plugins of Argo CD fill in.
 *
 * @param isNone whether what looks like a placeholder is none: messages have links in `<…>`, too
 */
export function withoutPluginPlaceholders(text: string, isNone: (placeholder: string) => boolean): string {
  return text.replace(OF_PLUGIN, (placeholder) => (isNone(placeholder) ? placeholder : ''));
}
