import { Size } from 'cdk8s';
import { ContainerResources, Cpu } from 'cdk8s-plus-28';
import { copyOf } from '../model/copy';
import { withoutEmpty } from '../model/merge';
import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { resourceProblems, resourceValues } from './pod-values';

/** How an init container runs that fetches a plugin. */
export interface PluginFetchOptions {
  /**
   * What the container asks for, and may use at most. Given, it has nothing but what is given.
   *
   * @default - 10m of CPU and 32 MiB of memory, and at most 500m and 128 MiB
   */
  readonly resources?: ContainerResources;

  /**
   * Whether the container runs as user 65532. The pods of the chart run nobody as root, so an image needs it whose user is
   * root, or has a name instead of a number, as that of curl has (https://github.com/curl/curl-docker/issues/62). Where the
   * cluster gives each namespace users of its own, as OpenShift does, it refuses this one.
   *
   * @default true
   */
  readonly fixedUser?: boolean;
}

/** Has `curl` and a shell, and nothing that runs as root. */
const DOWNLOAD_IMAGE = 'docker.io/curlimages/curl:8.11.1';

/**
 * How an init container gets a plugin to the controller: `$1` is where it is, `$2` where it is to be, `$3` its checksum or
 * nothing. Positional parameters, so that no location is read as a part of the script.
 */
const VERIFY = 'if [ -n "$3" ]; then echo "$3  $2" | sha256sum -c -; fi && chmod 0755 "$2"';
const FOLDER = 'mkdir -p "${2%/*}"';
// Brackets and braces of an address are none of curl's patterns.
const DOWNLOAD = `${FOLDER} && curl --globoff --fail --silent --show-error --location --retry 5 --output "$2" "$1" && ${VERIFY}`;
const COPY = `${FOLDER} && cp "$1" "$2" && ${VERIFY}`;

const USER = 65532;

const SECURITY_CONTEXT = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** Enough for a plugin of any size: it goes through to the volume. */
function usualResources(): ContainerResources {
  return {
    cpu: { request: Cpu.millis(10), limit: Cpu.millis(500) },
    memory: { request: Size.mebibytes(32), limit: Size.mebibytes(128) },
  };
}

/** Gets a plugin in an init container of the controller's pod. */
export class PluginFetch {
  /**
   * Downloads it from its location, tries again if that fails, and verifies its checksum.
   *
   * @param image an image with `curl`, `sha256sum` and a shell; a mirror of the usual one, where the cluster has no way to it
   * @param options how the init container runs
   * @throws if the image is empty, or the init container asks for more than its limits
   */
  public static download(image = DOWNLOAD_IMAGE, options?: PluginFetchOptions): PluginFetch {
    return new PluginFetch(image, DOWNLOAD, false, options);
  }

  /**
   * Copies it out of an image. Its location is then the path of the file there, as `file:///…`. Images are mirrored, cached
   * and pulled with credentials like any other: the way for clusters without the internet.
   *
   * @param image an image with the plugin, `cp`, and a shell
   * @param options how the init container runs
   * @throws if the image is empty, or the init container asks for more than its limits
   */
  public static fromImage(image: string, options?: PluginFetchOptions): PluginFetch {
    return new PluginFetch(image, COPY, true, options);
  }

  private readonly options: PluginFetchOptions;

  private constructor(
    private readonly image: string, private readonly script: string, private readonly isLocal: boolean, options: PluginFetchOptions = {},
  ) {
    requireText(image, { field: 'PluginFetch', fix: 'give the image of the init container' });
    UsageError.throwIfAny(resourceProblems(options.resources, undefined, 'PluginFetch.resources'));
    this.options = copyOf(options);
  }

  /** @internal */
  public _accept(protocol: string, path: string): void {
    if ((protocol === 'file:') !== this.isLocal) {
      throw new UsageError(this.isLocal
        ? { path, field: 'location', rule: 'is not in the image that the plugin is copied from', fix: 'give file:/// and the path there, or `PluginFetch.download`' }
        : { path, field: 'location', rule: 'is a file, which needs no download', fix: 'give its https:// address, or leave out `fetch`' });
    }
  }

  /**
   * What tells one way of fetching from another.
   *
   * @internal
   */
  public get _identity(): string {
    return JSON.stringify(this._container('', '', undefined));
  }

  /**
   * What the init container has of its own: it fetches what is at `location` to `target`.
   *
   * @internal
   */
  public _container(location: string, target: string, sha256: string | undefined): Record<string, unknown> {
    const from = this.isLocal ? location.slice('file://'.length) : location;
    return {
      image: this.image,
      command: ['/bin/sh', '-ec', this.script, 'fetch', from, target, sha256 ?? ''],
      resources: withoutEmpty(resourceValues(this.options.resources ?? usualResources())) ?? {},
      securityContext: this.options.fixedUser === false ? SECURITY_CONTEXT : { ...SECURITY_CONTEXT, runAsUser: USER },
    };
  }
}
