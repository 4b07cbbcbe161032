'use strict';
// Part (c): how much constructing and synthesizing services costs over the same objects as bare ApiObjects.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ApiObject, App, Chart, Duration, Testing } = require('cdk8s');
const lib = require('..');
const { median } = require('./median');

/** Six objects: Rollout, two Services, VirtualService, HorizontalPodAutoscaler, AnalysisTemplate. */
function addService(chart, name) {
  const successRate = new lib.SuccessRateAnalysis(chart, `${name}-success-rate`, {
    prometheus: 'http://prometheus.monitoring.svc.cluster.local:9090',
    threshold: 0.95,
  });
  const rollout = new lib.CanaryRollout(chart, name, {
    containers: [{ image: `registry.example.com/${name}:1.0.0`, portNumber: 8080 }],
    traffic: new lib.IstioTrafficSplit(chart, `${name}-split`, { hosts: [`${name}.example.com`], inMesh: false }),
    steps: lib.CanarySteps.weights([10, 20, 40, 80], { pause: Duration.minutes(1), analyze: [successRate] }),
  });
  rollout.autoscale({ minReplicas: 3, maxReplicas: 30, cpuUtilization: 60 });
}

/** @param perChart how many services share a chart */
function addServices(app, count, perChart) {
  for (let index = 0; index < count;) {
    const chart = new Chart(app, `chart-${index}`, { namespace: 'bench' });
    for (let inChart = 0; inChart < perChart && index < count; inChart++, index++) {
      addService(chart, `service-${index}`);
    }
  }
}

function addBareObjects(app, manifestsByChart) {
  manifestsByChart.forEach((manifests, number) => {
    const chart = new Chart(app, `chart-${number}`, { namespace: 'bench' });
    manifests.forEach((manifest, index) => new ApiObject(chart, `object-${index}`, manifest));
  });
}

function manifestsOf(count, perChart) {
  const app = Testing.app();
  addServices(app, count, perChart);
  return app.charts.map((chart) => chart.toJson());
}

function milliseconds(construct) {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const start = performance.now();
    const app = new App({ outdir });
    construct(app);
    app.synth();
    return performance.now() - start;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The ratio of the medians, ours over bare, both taken in turns. */
function ratio(count, perChart, rounds) {
  const manifests = manifestsOf(count, perChart);
  const ours = [];
  const bare = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(milliseconds((app) => { addServices(app, count, perChart); }));
    bare.push(milliseconds((app) => { addBareObjects(app, manifests); }));
  }
  return { ours: median(ours), base: median(bare), ratio: median(ours) / median(bare) };
}

module.exports = { manifestsOf, ratio };
