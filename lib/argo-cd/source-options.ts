/** How a Helm chart is rendered. */
export interface HelmRenderOptions {
  /**
   * The name of the release.
   *
   * @default - the name of the Application
   */
  readonly releaseName?: string;

  /**
   * The values, which win over those of `valueFiles`. They stand in the Application as they are, for all who can read it:
   * no place for secrets. With a null among them, which takes away what the chart has there, they are written as text.
   *
   * @default - those of the chart
   */
  readonly values?: { [key: string]: unknown };

  /**
   * Files of values, by their paths in the chart or, as `$name/path`, in the source that bears this reference; the last
   * one wins.
   *
   * @default - none
   */
  readonly valueFiles?: string[];

  /**
   * Whether files of values may be missing.
   *
   * @default false
   */
  readonly ignoreMissingValueFiles?: boolean;

  /**
   * Whether the CRDs in the `crds` folder of the chart are left out. Those among its templates are not concerned.
   *
   * @default false
   */
  readonly skipCrds?: boolean;
}

/** A Helm chart of a repository. */
export interface HelmSourceOptions extends HelmRenderOptions {
  /**
   * The version of the chart, e.g. `1.4.2`, or a range of versions, e.g. `1.4.*`. With a range, Argo CD delivers a new
   * version without any change in Git.
   */
  readonly version: string;
}

/** How a folder is made ready by Kustomize. */
export interface KustomizeRenderOptions {
  /**
   * Images to put in place of others, as `registry.example.com/checkout:1.8.0` or `old=new:tag`.
   *
   * @default - those of the folder
   */
  readonly images?: string[];

  /**
   * What all names begin with.
   *
   * @default - nothing
   */
  readonly namePrefix?: string;

  /**
   * What all names end with.
   *
   * @default - nothing
   */
  readonly nameSuffix?: string;

  /**
   * The namespace of all objects.
   *
   * @default - that of each
   */
  readonly namespace?: string;

  /**
   * Labels of all objects. They are added to selectors as well, and the selector of a Rollout cannot be changed later.
   *
   * @default - none
   */
  readonly commonLabels?: { [key: string]: string };
}

/** Which files of a folder of plain manifests are delivered. */
export interface DirectoryOptions {
  /**
   * Whether folders within the folder count too.
   *
   * @default false
   */
  readonly recurse?: boolean;

  /**
   * The files that count, as a glob pattern, e.g. `*.k8s.yaml`.
   *
   * @default - all with the endings .yaml, .yml and .json
   */
  readonly include?: string;

  /**
   * The files that do not count, as a glob pattern.
   *
   * @default - none
   */
  readonly exclude?: string;
}

/**
 * A folder of a Git repository. Argo CD tells by its files whether it holds a Helm chart, a Kustomization or plain
 * manifests; at most one of `directory`, `kustomize` and `helm` says more about it.
 */
export interface GitSourceOptions {
  /** The folder, relative to the root of the repository; `.` for the root. */
  readonly path: string;

  /**
   * The branch, tag or commit.
   *
   * @default 'HEAD', the default branch
   */
  readonly revision?: string;

  /**
   * Which plain manifests of the folder are delivered.
   *
   * @default - those in the folder itself
   */
  readonly directory?: DirectoryOptions;

  /**
   * How Kustomize makes the folder ready.
   *
   * @default - as its kustomization says
   */
  readonly kustomize?: KustomizeRenderOptions;

  /**
   * How the Helm chart in the folder is rendered.
   *
   * @default - as the chart says
   */
  readonly helm?: HelmRenderOptions;
}

/** A Git repository that other sources take files of values from. */
export interface GitReferenceOptions {
  /** The name by which other sources refer to it: `values` for files like `$values/prod/checkout.yaml`. */
  readonly name: string;

  /**
   * The branch, tag or commit.
   *
   * @default 'HEAD', the default branch
   */
  readonly revision?: string;
}

/** An OCI artifact: manifests, or a Helm chart, in a registry of images. */
export interface OciSourceOptions {
  /** The tag or the digest, e.g. `1.8.0` or `sha256:…`. */
  readonly revision: string;

  /**
   * The folder within the artifact; `.` for all of it, and for a Helm chart.
   *
   * @default '.'
   */
  readonly path?: string;

  /**
   * How the Helm chart in the artifact is rendered.
   *
   * @default - as the chart says
   */
  readonly helm?: HelmRenderOptions;
}
