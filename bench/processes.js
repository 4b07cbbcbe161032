'use strict';
const { spawnSync } = require('node:child_process');
const { median } = require('./median');

/** The time that a node process takes. */
function milliseconds(args, cwd) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`node ${args.join(' ')}\n${stderr}`);
  }
  return performance.now() - start;
}

/** The medians of two processes, run in turns. */
function compare(ours, base, cwd, rounds) {
  const times = { ours: [], base: [] };
  for (let round = 0; round < rounds; round++) {
    times.ours.push(milliseconds(ours, cwd));
    times.base.push(milliseconds(base, cwd));
  }
  return { ours: median(times.ours), base: median(times.base), ratio: median(times.ours) / median(times.base) };
}

module.exports = { compare };
