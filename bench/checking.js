'use strict';
// Parts (d) and (e): how the time of a check grows with services and rules, and what `check` adds to reading the files.
const { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');
const { parseAllDocuments, stringify } = require('yaml');
const { checkManifests, RULES } = require('../build/lib/check');
const { median } = require('./median');
const { manifestsOf } = require('./services');

function time(action) {
  const start = performance.now();
  action();
  return performance.now() - start;
}

function medians(rounds, ...actions) {
  const times = actions.map(() => []);
  for (let round = 0; round < rounds; round++) {
    actions.forEach((action, index) => times[index].push(time(action)));
  }
  return times.map(median);
}

/** The time for `times` as many services, over as many times the time for the few. */
function growthWithServices(few, times, rounds) {
  const [small] = manifestsOf(few, few);
  const [large] = manifestsOf(few * times, few * times);
  const [base, ours] = medians(rounds, () => { for (let i = 0; i < times; i++) checkManifests(small); }, () => checkManifests(large));
  return { ours, base, ratio: ours / base };
}

/** The time for three times the rules, over three times that for the rules; what all of them share is counted in both. */
function growthWithRules(services, rounds) {
  const [manifests] = manifestsOf(services, services);
  const thrice = [...RULES, ...RULES, ...RULES];
  const [base, ours] = medians(
    rounds,
    () => { for (let i = 0; i < 3; i++) checkManifests(manifests); },
    () => checkManifests(manifests, { rules: thrice }),
  );
  return { ours, base, ratio: ours / base };
}

/** The time of the command over files of six objects, over that of reading the same files with the YAML parser. */
function files(count, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const [manifests] = manifestsOf(count, count);
    const perFile = manifests.length / count;
    for (let index = 0; index < count; index++) {
      const objects = manifests.slice(index * perFile, (index + 1) * perFile);
      writeFileSync(join(folder, `${index}.yaml`), objects.map((object) => stringify(object)).join('---\n'));
    }
    const main = join(__dirname, '..', 'build', 'lib', 'cli', 'main.js');
    const [ours, base] = medians(
      rounds,
      () => {
        const { status, stderr } = spawnSync(process.execPath, [main, 'check', folder], { encoding: 'utf8' });
        if (status === 2) {
          throw new Error(stderr);
        }
      },
      () => readdirSync(folder).forEach((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')).forEach((each) => each.toJS())),
    );
    return { ours, base, ratio: ours / base };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

module.exports = { files, growthWithRules, growthWithServices };
