import { secretIn } from '../model/address-secret';
import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';

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
