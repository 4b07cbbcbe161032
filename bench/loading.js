'use strict';
// Part (a): how long the built package takes to load, over cdk8s and cdk8s-plus-28.
const { join } = require('node:path');
const { compare } = require('./processes');

const ROOT = join(__dirname, '..');
const BASE = "require('cdk8s'); require('cdk8s-plus-28');";

function loading(rounds) {
  return compare(['-e', `${BASE} require(${JSON.stringify(ROOT)});`], ['-e', BASE], ROOT, rounds);
}

module.exports = { loading };
