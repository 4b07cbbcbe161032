import { pluginMeant } from '../check';
import { looksSecret } from '../model/chart/secret-reference';
import { isPluginName } from '../model/names';
import { requireGiven, requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { PluginFetch } from './plugin-fetch';
import { PluginKind } from './plugin-kind';

/** Where a plugin comes from, and how it is called. */
export interface ControllerPluginOptions {
  /**
   * The address of the executable, for the platform of the controller's nodes: `https://…`, or `file:///…` for one that is
   * in the container of the controller already (with `fetch`: in the container that fetches it). `http://…` needs a `sha256`:
   * anybody on the way could give the controller something else to run. It has neither white space nor secrets in it.
   *
   * The controller downloads it whenever it starts, and does not start if it cannot: `fetch` it, and keep it where the
   * cluster can reach it.
   */
  readonly location: string;

  /**
   * The SHA-256 of the executable: 64 hexadecimal digits. Without it, whatever is at the location is run with the
   * permissions of the controller.
   *
   * @default - not verified
   */
  readonly sha256?: string;

  /**
   * What the plugin is called with.
   *
   * @default - nothing
   */
  readonly args?: string[];

  /**
   * Has an init container fetch the plugin, once for each pod: it tries again if that fails, and when the controller starts
   * anew in its pod, the plugin is there.
   *
   * @default - the controller downloads it
   */
  readonly fetch?: PluginFetch;
}

const SHA256 = /^[0-9a-f]{64}$/i;

/** An executable that teaches the controller a router, a metric provider or a step that it does not know by itself. */
export class ControllerPlugin {
  /**
   * Splits traffic. Rollouts configure it under its name in `trafficRouting.plugins`.
   *
   * @param name the name that the plugin demands, e.g. `argoproj-labs/gatewayAPI`
   * @throws if the name, the location or the checksum cannot be one, or the name is almost that of a well-known router
   */
  public static trafficRouter(name: string, options: ControllerPluginOptions): ControllerPlugin {
    return new ControllerPlugin('trafficRouterPlugins', name, options);
  }

  /**
   * Measures. Analyses configure it by `MetricProvider.plugin`, which is `provider.plugin` in a manifest.
   *
   * @param name the name that the plugin demands
   * @throws if the name, the location or the checksum cannot be one
   */
  public static metricProvider(name: string, options: ControllerPluginOptions): ControllerPlugin {
    return new ControllerPlugin('metricProviderPlugins', name, options);
  }

  /**
   * Is a step of a canary. Steps name it in `plugin.name`.
   *
   * @param name the name that the plugin demands
   * @throws if the name, the location or the checksum cannot be one
   */
  public static step(name: string, options: ControllerPluginOptions): ControllerPlugin {
    return new ControllerPlugin('stepPlugins', name, options);
  }

  /** The name of the plugin, e.g. `argoproj-labs/gatewayAPI`. */
  public readonly name: string;

  /** @internal */
  public readonly _location: string;
  /** @internal */
  public readonly _sha256: string | undefined;
  /** @internal */
  public readonly _args: readonly string[];
  /** @internal */
  public readonly _fetch: PluginFetch | undefined;
  /** @internal */
  public readonly _kind: PluginKind;

  private constructor(kind: PluginKind, name: string, options: ControllerPluginOptions) {
    requireGiven(name, { field: 'ControllerPlugin', rule: 'is undefined', fix: 'give owner and name, as in argoproj-labs/gatewayAPI' });
    const path = `ControllerPlugin ${name}`;
    const { location, sha256, args = [], fetch } = requireGiven(options, { path, field: 'options', rule: 'is undefined', fix: 'give the `location`' });
    if (!isPluginName(name)) {
      throw new UsageError({ field: 'ControllerPlugin', value: name, rule: 'is no name of a plugin', fix: 'give owner and name, as in argoproj-labs/gatewayAPI' });
    }
    const meant = kind === 'trafficRouterPlugins' ? pluginMeant(kind, name) : undefined;
    if (meant !== undefined) {
      throw new UsageError({
        field: 'ControllerPlugin', value: name, rule: 'is almost the name of a plugin, which finds its configuration under the exact one only', fix: `write ${meant}`,
      });
    }
    requireText(location, { path, field: 'location', fix: 'give the address of the executable' });
    const url = parsed(location);
    if (url === undefined || !['http:', 'https:', 'file:'].includes(url.protocol)) {
      throw new UsageError({ path, field: 'location', value: location, rule: 'is no address of http, https or file', fix: 'give https://… or file:///…' });
    }
    if (url.protocol === 'file:' && !/^file:\/\/\/[^/]/.test(location)) {
      throw new UsageError({ path, field: 'location', value: location, rule: 'is not the absolute path of a file', fix: 'give file:/// and the path' });
    }
    if (url.username !== '' || url.password !== '') {
      throw new UsageError({ path, field: 'location', rule: 'has a user name or a password in it, for everybody to read', fix: 'keep the plugin where none is needed, or fetch it from an image' });
    }
    if (looksSecret(location)) {
      throw new UsageError({ path, field: 'location', rule: 'has a secret in it, for everybody to read', fix: 'keep the plugin where none is needed, or fetch it from an image' });
    }
    if (/\s/.test(location)) {
      throw new UsageError({ path, field: 'location', value: location, rule: 'has white space in it', fix: 'write it as %20, or rename the file' });
    }
    if (sha256 !== undefined && !SHA256.test(sha256)) {
      throw new UsageError({ path, field: 'sha256', value: sha256, rule: 'is not 64 hexadecimal digits', fix: 'give the SHA-256 of the executable' });
    }
    if (url.protocol === 'http:' && sha256 === undefined) {
      throw new UsageError({
        path, field: 'location', value: location, rule: 'has neither TLS nor a checksum, so anybody on the way can replace what runs with the permissions of the controller', fix: 'give https://…, or `sha256`',
      });
    }
    args.forEach((argument, index) => {
      requireGiven(argument, { path, field: `args[${index}]`, rule: 'is undefined', fix: 'give it, or leave it out' });
    });
    fetch?._accept(url.protocol, path);
    this._kind = kind;
    this.name = name;
    this._location = location;
    // The controller compares texts, and its own is in lower case.
    this._sha256 = sha256?.toLowerCase();
    this._args = [...args];
    this._fetch = fetch;
  }
}

function parsed(location: string): URL | undefined {
  try {
    return new URL(location);
  } catch {
    return undefined;
  }
}
