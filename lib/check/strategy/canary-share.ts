/** Pods of the canary, among all of them. */
export interface CanaryShare {
  readonly canary: number;
  readonly total: number;
}

/** The weight that the canary has in fact, where requests are spread evenly. */
export function weightOf({ canary, total }: CanaryShare): number {
  return (canary * 100) / total;
}

/**
 * The pods by which the controller approximates a weight where no router splits the traffic. It rounds the number of
 * canary pods up or down, whichever comes nearer, and may keep a stable pod more where it may surge. Neither version is
 * left without pods at a weight of 1 to 99, unless there is but one pod and no surge.
 *
 * @param replicas at least 1
 * @param weight 0 to 100
 */
export function approximateShare(replicas: number, weight: number, maySurge: boolean): CanaryShare {
  const up = Math.ceil((replicas * weight) / 100);
  const down = Math.floor((replicas * weight) / 100);
  const mayBeNone = weight === 0 || weight === 100 || (replicas === 1 && !maySurge);
  const options: CanaryShare[] = [];
  const add = (canary: number, total: number): void => { options.push({ canary, total }); };
  if (up < replicas || mayBeNone) {
    add(up, replicas);
  }
  for (const total of maySurge ? [replicas, replicas + 1] : [replicas]) {
    if (total > replicas) {
      add(up, total);
    }
    // Of two that are equally near the controller takes the larger.
    if (!isHalfway(total, weight) && (down !== 0 || mayBeNone)) {
      add(down, total);
    }
  }
  const distance = (share: CanaryShare): number => Math.abs(weightOf(share) - weight);
  return options.reduce<CanaryShare | undefined>((best, option) =>
    best === undefined || distance(option) < distance(best) ? option : best, undefined) ?? { canary: 0, total: replicas };
}

function isHalfway(pods: number, weight: number): boolean {
  return (pods * weight) % 100 === 50;
}
