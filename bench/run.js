'use strict';
// npm run bench: what this library costs over what it stands on, as ratios of medians, all taken in one run and in turns,
// since machines are noisy and differ.
const { files, growthWithRules, growthWithServices } = require('./checking');
const { loading } = require('./loading');
const { ratio } = require('./services');
const { typeChecked } = require('./type-checked');

const print = (text) => { process.stdout.write(`${text}\n`); };
const row = (name, target, { ours, base, ratio: value }) => {
  const verdict = target === undefined ? '' : `; target ${target}: ${value <= target ? 'met' : 'MISSED'}`;
  print(`${name.padEnd(58)} ${value.toFixed(2).padStart(5)}  (${ours.toFixed(0)} ms over ${base.toFixed(0)} ms${verdict})`);
};

row('(a) load the package / cdk8s and cdk8s-plus-28', 1.15, loading(21));
row('(b) hello-world under ts-node: CanaryRollout / ApiObject', 1.5, typeChecked(9));
ratio(200, 200, 5); // lets the compiler of the engine settle
for (const [count, rounds] of [[50, 25], [200, 15], [800, 7]]) {
  row(`(c) ${count} services in one chart / bare ApiObjects`, 1.3, ratio(count, count, rounds));
}
// cdk8s validates all constructs again for every chart, so bare objects take the square of the charts; ours are validated once.
row('    200 services in a chart each / bare ApiObjects', undefined, ratio(200, 1, 5));
row('(d) check of 1,600 services / 16 checks of 100', 1.3, growthWithServices(100, 16, 7));
row('(d) check by three times the rules / three checks', 1.3, growthWithRules(200, 15));
row('(e) command on 250 files of six objects / reading YAML', undefined, files(250, 5));
row('(e) command on 1,000 files of six objects / reading YAML', undefined, files(1000, 3));
