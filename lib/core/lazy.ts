import { Lazy } from 'cdk8s';

/**
 * A value that is produced when the manifest is made, under the type it will have.
 *
 * The only user of `Lazy.any`, which gives up all types: here our model becomes a manifest, and here the compiler
 * holds both sides together.
 */
export function lazy<T>(produce: () => T): T {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- the point of this function
  return Lazy.any({ produce });
}
