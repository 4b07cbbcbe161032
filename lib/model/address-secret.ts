import { withoutPluginPlaceholders } from './chart/secret-placeholders';
import { looksSecret } from './chart/secret-reference';

/** Its host may have a port, and a path an `@`; a password may have a slash. */
const PASSWORD_AFTER_SCHEME = /^[^/@[]*:(?!\d+\/)[^@]+@/;
/** `git@github.com:example/shop.git` tells no password. */
const PASSWORD = /^[^/@]*:[^/@]+@/;
/** How tokens begin at GitHub and Bitbucket; and what is too long for the name of a user, and has a digit in it. */
const TOKEN = /^(gh[oprsu]_|github_pat_|ATBB|ATCTT|(?=\D*\d)[A-Za-z0-9_]{32,}$)/;
/** How they begin at GitLab. */
const TOKEN_OF_GITLAB = /^gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent|wt|ffct)-/;

/** As `?private_token=…`. */
const TOKEN_IN_QUERY = /[?&](?:[\w-]*token|[\w-]*secret|password|api_?key)=[^&]/i;
/** What is filled in by a template, or from the environment. */
const FILLED_IN = /\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\([^()]*\)|(?<=[/:=])\$\w+(?=[@&]|$)/g;

/** No address is longer; looking into one takes time in the square of its length. */
const LONGEST = 2048;

/** What kind of secret the address of a repository tells, if any. What is filled in later tells none. */
export function secretIn(address: string): string | undefined {
  const known = withoutPluginPlaceholders(address.slice(0, LONGEST), looksSecret).replace(FILLED_IN, '');
  const rest = known.replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  if ((rest === known ? PASSWORD : PASSWORD_AFTER_SCHEME).test(rest)) {
    return 'password';
  }
  const user = /^([^/@]*)@/.exec(rest)?.[1] ?? '';
  return TOKEN.test(user) || TOKEN_OF_GITLAB.test(user) || TOKEN_IN_QUERY.test(rest) ? 'token' : undefined;
}
