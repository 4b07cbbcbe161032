import type { Rule } from '../../rule';
import { applicationFightsRollout } from './application-fights-rollout';
import { applicationIgnoresTooMuch } from './application-ignores-too-much';
import { chartValue } from './chart-value';
import { contradictoryApplication } from './contradictory-application';
import { ignoredDifference } from './ignored-difference';
import { memoryBeforeCpu } from './memory-before-cpu';
import { missingProject } from './missing-project';
import { neededLater } from './needed-later';
import { plainSecret } from './plain-secret';
import { pluginEntry } from './plugin-entry';
import { projectRefuses } from './project-refuses';
import { syncAnnotation } from './sync-annotation';
import { syncOption } from './sync-option';
import { templateParameter } from './template-parameter';

/** 6xx: what delivers the manifests from Git, and what it makes of those that the controller changes. */
export const GITOPS_RULES: readonly Rule[] = [
  applicationFightsRollout,
  applicationIgnoresTooMuch,
  memoryBeforeCpu,
  syncOption,
  missingProject,
  projectRefuses,
  neededLater,
  chartValue,
  plainSecret,
  ignoredDifference,
  templateParameter,
  syncAnnotation,
  contradictoryApplication,
  pluginEntry,
];
