/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  moduleNameMapper: { '^cdk8s-argo-rollouts(/cdktf|/check)?$': '<rootDir>/lib$1' },
  // `npm test` compiles everything first, so the tests are only transpiled.
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json', diagnostics: false }] },
};
