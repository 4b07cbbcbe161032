/** Its host may have a port, and a path an `@`; a password may have a slash. */
const PASSWORD_AFTER_SCHEME = /^[^/@[]*:(?!\d+\/)[^@]*@/;
/** `git@github.com:example/shop.git` tells no password. */
const PASSWORD = /^[^/@]*:[^/@]*@/;
/** How tokens begin at GitHub, GitLab and Bitbucket; and what is too long for the name of a user. */
const TOKEN = /^(gh[a-z]_|github_pat_|gl[a-z]+-|ATBB|ATCTT|[A-Za-z0-9_-]{32,}$)/;

/** As `?private_token=…`; a parameter of a template, or nothing, tells no secret. */
const TOKEN_IN_QUERY = /[?&](?:[\w-]*token|[\w-]*secret|password|api_?key)=(?!\{\{)[^&]/i;

/** No address is longer; looking into one takes time in the square of its length. */
const LONGEST = 2048;

/** What kind of secret the address of a repository tells, if any. */
export function secretIn(address: string): string | undefined {
  const known = address.slice(0, LONGEST);
  const rest = known.replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  if ((rest === known ? PASSWORD : PASSWORD_AFTER_SCHEME).test(rest)) {
    return 'password';
  }
  const user = /^([^/@]*)@/.exec(rest)?.[1];
  return (user !== undefined && TOKEN.test(user)) || TOKEN_IN_QUERY.test(rest) ? 'token' : undefined;
}
