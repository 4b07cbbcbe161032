import { IConstruct } from 'constructs';

/** A release as others of its cluster are compared with it. */
export interface IComparable extends IConstruct {
  /**
   * What Helm knows it by in a cluster: its namespace and its name.
   *
   * @internal
   */
  readonly _key: string;

  /**
   * What it makes, by what tells each object from all others, with what the objects are called.
   *
   * @internal
   */
  readonly _objects: ReadonlyMap<string, string>;
}

/** The releases of one stack that go to one cluster, in the order in which they were made. Each is read once. */
export class ClusterReleases<R extends IComparable> {
  private firsts?: ReadonlyMap<string, R>;
  private makers?: ReadonlyMap<string, readonly R[]>;

  public constructor(public readonly releases: readonly R[]) {}

  /** Those before another one; all of them if it is of another stack. */
  public before(release: R): readonly R[] {
    const index = this.releases.indexOf(release);
    return index < 0 ? this.releases : this.releases.slice(0, index);
  }

  /** The first that Helm knows by the key of another one, unless it is that one. */
  public namesakeOf(release: R): R | undefined {
    this.firsts ??= new Map([...this.releases].reverse().map((each) => [each._key, each]));
    const first = this.firsts.get(release._key);
    return first === release ? undefined : first;
  }

  /** Those before another one that make some of its objects too, and what these objects are called. */
  public sharing(release: R): readonly (readonly [R, readonly string[]])[] {
    this.makers ??= makersAmong(this.releases);
    const shared = new Map<R, string[]>();
    for (const [key, name] of release._objects) {
      for (const maker of this.makers.get(key) ?? []) {
        if (maker === release) {
          break;
        }
        shared.set(maker, [...shared.get(maker) ?? [], name]);
      }
    }
    return shared.size === 0 ? [] : this.releases.flatMap((other): [R, string[]][] => {
      const names = shared.get(other);
      return names === undefined ? [] : [[other, names]];
    });
  }
}

/** The releases that make an object, by what tells it from all others. */
function makersAmong<R extends IComparable>(releases: readonly R[]): ReadonlyMap<string, readonly R[]> {
  const makers = new Map<string, R[]>();
  for (const release of releases) {
    for (const key of release._objects.keys()) {
      const before = makers.get(key);
      if (before === undefined) {
        makers.set(key, [release]);
      } else {
        before.push(release);
      }
    }
  }
  return makers;
}
