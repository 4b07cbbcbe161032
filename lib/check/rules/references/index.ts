import type { Rule } from '../../rule';
import { configInPlace } from './config-in-place';
import { crdsInstalledTwice } from './crds-installed-twice';
import { duplicateObject } from './duplicate-object';
import { missingRouteObject } from './missing-route-object';
import { missingService } from './missing-service';
import { missingTemplate } from './missing-template';
import { missingWorkload } from './missing-workload';
import { notificationService } from './notification-service';
import { notificationTemplate } from './notification-template';
import { notificationTrigger } from './notification-trigger';
import { objectName } from './object-name';
import { pluginNotInstalled } from './plugin-not-installed';
import { pluginPermissions } from './plugin-permissions';
import { selectorLabels } from './selector-labels';
import { sentTemplate } from './sent-template';
import { sharedSelector } from './shared-selector';
import { targetPort } from './target-port';
import { triggerCondition } from './trigger-condition';
import { twoControllers } from './two-controllers';

/** 4xx: what refers to what, and who is who. */
export const REFERENCES_RULES: readonly Rule[] = [
  targetPort,
  duplicateObject,
  objectName,
  selectorLabels,
  missingTemplate,
  missingService,
  missingRouteObject,
  missingWorkload,
  pluginNotInstalled,
  pluginPermissions,
  configInPlace,
  notificationTrigger,
  sharedSelector,
  twoControllers,
  crdsInstalledTwice,
  sentTemplate,
  triggerCondition,
  notificationTemplate,
  notificationService,
];
