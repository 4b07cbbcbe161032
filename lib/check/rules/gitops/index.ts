import type { Rule } from '../../rule';
import { applicationFightsRollout } from './application-fights-rollout';
import { applicationIgnoresTooMuch } from './application-ignores-too-much';
import { memoryBeforeCpu } from './memory-before-cpu';
import { missingProject } from './missing-project';
import { neededLater } from './needed-later';
import { projectRefuses } from './project-refuses';
import { syncOption } from './sync-option';

/** 6xx: what delivers the manifests from Git, and what it makes of those that the controller changes. */
export const GITOPS_RULES: readonly Rule[] = [
  applicationFightsRollout,
  applicationIgnoresTooMuch,
  memoryBeforeCpu,
  syncOption,
  missingProject,
  projectRefuses,
  neededLater,
];
