import { Yaml } from 'cdk8s';
import * as argocd from '../../imports/argocd-argoproj.io';
import { copyOf } from '../model/copy';
import { givenFields } from '../model/json';
import { hasNull, unwritableValues } from '../model/json-values';
import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { requireAddress } from './address';
import { GitReferenceOptions, GitSourceOptions, HelmRenderOptions, HelmSourceOptions, OciSourceOptions } from './source-options';

const OCI = 'oci://';

type Values = Readonly<Record<string, unknown>>;

/** Where the manifests of an Application come from. */
export class ApplicationSource {
  /**
   * A folder of a Git repository.
   *
   * @param repository the address of the repository, e.g. `https://github.com/example/shop.git`
   * @throws if the address or the path is empty, the path leaves the repository, or the address holds a password or a token
   */
  public static git(repository: string, options: GitSourceOptions): ApplicationSource {
    const where = 'ApplicationSource.git';
    const { path, revision = 'HEAD', directory, kustomize, helm } = options;
    const [first, second] = Object.entries({ directory, kustomize, helm }).flatMap(([name, given]) => (given === undefined ? [] : name));
    if (first !== undefined && second !== undefined) {
      throw new UsageError({ field: `${where}: ${second}`, rule: `is given beside ${first}`, fix: 'give one of them' });
    }
    return new ApplicationSource({
      repoUrl: requireAddress(repository, `${where}: repository`),
      path: requirePath(path, where),
      targetRevision: requireText(revision, { field: `${where}: revision`, fix: 'give a branch, a tag or a commit' }),
      directory,
      kustomize,
      helm: helm === undefined ? undefined : helmOf(helm, where),
    });
  }

  /**
   * A Helm chart of a repository of charts, or of a registry.
   *
   * @param repository the address of the repository, e.g. `https://argoproj.github.io/argo-helm`, or of the folder of a
   * registry in which the chart is, e.g. `oci://ghcr.io/argoproj/argo-helm` (Argo CD wants it without `oci://` there, and
   * so it is written)
   * @param chart the name of the chart
   * @throws if something is empty, or the address holds a password or a token
   */
  public static helm(repository: string, chart: string, options: HelmSourceOptions): ApplicationSource {
    const where = 'ApplicationSource.helm';
    const { version, ...helm } = options;
    const address = requireAddress(repository, `${where}: repository`);
    return new ApplicationSource({
      repoUrl: address.startsWith(OCI) ? requireAddress(address.slice(OCI.length), `${where}: repository`) : address,
      chart: requireText(chart, { field: `${where}: chart`, fix: 'give the name of the chart' }),
      targetRevision: requireVersion(version, `${where}: version`),
      helm: givenFields(helm).length > 0 ? helmOf(helm, where) : undefined,
    });
  }

  /**
   * An OCI artifact. Argo CD takes them since version 3.1.
   *
   * @param address the address of the artifact without its tag, e.g. `oci://registry.example.com/manifests/checkout`
   * @throws if the address does not begin with `oci://`, something is empty, or the path leaves the artifact
   */
  public static oci(address: string, options: OciSourceOptions): ApplicationSource {
    const where = 'ApplicationSource.oci';
    const { revision, path = '.', helm } = options;
    if (!requireAddress(address, `${where}: address`).startsWith(OCI)) {
      throw new UsageError({ field: `${where}: address`, value: address, rule: 'is not the address of an OCI artifact', fix: `begin with ${OCI}` });
    }
    return new ApplicationSource({
      repoUrl: address,
      path: requirePath(path, where),
      targetRevision: requireText(revision, { field: `${where}: revision`, fix: 'give a tag or a digest' }),
      helm: helm === undefined ? undefined : helmOf(helm, where),
    });
  }

  /**
   * A Git repository from which another source of the Application takes files of values. It delivers nothing itself.
   *
   * @param repository the address of the repository
   * @throws if something is empty, the name is not made of letters, digits, - and _, or the address holds a password or a token
   */
  public static gitReference(repository: string, options: GitReferenceOptions): ApplicationSource {
    const where = 'ApplicationSource.gitReference';
    const { name, revision = 'HEAD' } = options;
    if (!/^[A-Za-z0-9_-]+$/.test(name)) {
      throw new UsageError({ field: `${where}: name`, value: name, rule: 'is not the name of a reference', fix: 'use letters, digits, - and _' });
    }
    return new ApplicationSource({
      repoUrl: requireAddress(repository, `${where}: repository`),
      targetRevision: requireText(revision, { field: `${where}: revision`, fix: 'give a branch, a tag or a commit' }),
      ref: name,
    });
  }

  /** A source as the CRD has it, for what has no factory here, such as a plugin. */
  public static other(source: argocd.ApplicationSpecSource): ApplicationSource {
    return new ApplicationSource(source);
  }

  /** The address of the repository, as the manifest has it. */
  public readonly repository: string;

  private readonly source: argocd.ApplicationSpecSource;

  private constructor(source: argocd.ApplicationSpecSource, private readonly produceValues?: () => Values) {
    this.source = copyOf(source);
    this.repository = source.repoUrl;
  }

  /**
   * The same with values of Helm that are only known when the manifest is made.
   *
   * @internal
   */
  public _withValues(produceValues: () => Values): ApplicationSource {
    return new ApplicationSource(this.source, produceValues);
  }

  /** @internal */
  public _toKube(): argocd.ApplicationSpecSource {
    const { source, produceValues } = this;
    return produceValues === undefined ? source : { ...source, helm: { ...source.helm, ...valuesOf(produceValues()) } };
  }
}

function helmOf({ values, ...options }: HelmRenderOptions, where: string): argocd.ApplicationSpecSourceHelm {
  UsageError.throwIfAny(unwritableValues(values, `${where}: values`));
  return { ...options, ...valuesOf(values) };
}

/** A null would not arrive in an object, but in a text it does. */
function valuesOf(values: Values | undefined): Pick<argocd.ApplicationSpecSourceHelm, 'values' | 'valuesObject'> {
  return hasNull(values) ? { values: Yaml.stringify(values) } : { valuesObject: values };
}

/** A version, or a range of versions. */
function requireVersion(version: string, field: string): string {
  requireText(version, { field, fix: 'give the version of the chart' });
  if (version === 'latest') {
    throw new UsageError({ field, value: version, rule: 'is no version of a chart', fix: 'give one, or * for the newest' });
  }
  return version;
}

function requirePath(path: string, where: string): string {
  const field = `${where}: path`;
  requireText(path, { field, fix: 'give a folder, or . for the root' });
  if (path.startsWith('/') || path.split('/').includes('..')) {
    throw new UsageError({ field, value: path, rule: 'is not a path within the source', fix: 'give it relative to the root, without ..' });
  }
  return path;
}
