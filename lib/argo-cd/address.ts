import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';

/** Its host may have a port, and a path an `@`; a password may have a slash. */
const PASSWORD_AFTER_SCHEME = /^[^/@[]*:(?!\d+\/)[^@]*@/;
/** `git@github.com:example/shop.git` tells no password. */
const PASSWORD = /^[^/@]*:[^/@]*@/;
/** How tokens begin at GitHub, GitLab and Bitbucket; and what is too long for the name of a user. */
const TOKEN = /^(gh[a-z]_|github_pat_|gl[a-z]+-|ATBB|ATCTT|[A-Za-z0-9_-]{32,}$)/;

/** As `?private_token=…`; a parameter of a template, or nothing, tells no secret. */
const TOKEN_IN_QUERY = /[?&](?:[\w-]*token|[\w-]*secret|password|api_?key)=(?!\{\{)[^&]/i;

/** The address of a repository, if it is one and tells no secret: whoever reads the Application reads its address. */
export function requireAddress(address: string, field: string): string {
  requireText(address, { field, fix: 'give the address of the repository' });
  if (/\s/.test(address)) {
    throw new UsageError({ field, value: address, rule: 'has white space in it', fix: 'give the address of the repository' });
  }
  const secret = secretIn(address);
  if (secret !== undefined) {
    throw new UsageError({
      field,
      rule: `holds a ${secret}, which everybody would read who reads the Application`,
      fix: 'give Argo CD the credentials of the repository in a Secret',
    });
  }
  return address;
}

function secretIn(address: string): string | undefined {
  const rest = address.replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  if ((rest === address ? PASSWORD : PASSWORD_AFTER_SCHEME).test(rest)) {
    return 'password';
  }
  const user = /^([^/@]*)@/.exec(rest)?.[1];
  return (user !== undefined && TOKEN.test(user)) || TOKEN_IN_QUERY.test(rest) ? 'token' : undefined;
}
