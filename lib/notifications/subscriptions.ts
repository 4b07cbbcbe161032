import { ApiObjectMetadataDefinition } from 'cdk8s';
import { asLabels, field } from '../model/json';
import { requireGiven } from '../model/require';
import { UsageError } from '../model/usage-error';
import { NotificationService } from './notification-service';
import { NotificationTrigger } from './notification-trigger';

const PREFIX = 'notifications.argoproj.io/';
/** The part of an annotation after the slash has no more characters. */
const LONGEST = 63;

/** Adds a subscription to the annotations of an object; further recipients join those that are there. */
export function addSubscription(
  metadata: ApiObjectMetadataDefinition, trigger: NotificationTrigger, service: NotificationService, path: string,
): void {
  requireGiven(trigger, { path, field: 'subscribe', rule: 'has no trigger', fix: 'give what to notify of, as NotificationTrigger.ROLLOUT_ABORTED' });
  requireGiven(service, { path, field: 'subscribe', rule: 'has no service', fix: 'give the service to notify through' });
  const name = `subscribe.${trigger.name}.${service.name}`;
  if (name.length > LONGEST) {
    throw new UsageError({
      path,
      field: 'subscribe',
      value: name,
      rule: `has ${name.length} characters, and ${LONGEST} is the most of an annotation`,
      fix: 'give the service a shorter name',
    });
  }
  const annotation = `${PREFIX}${name}`;
  const present = asLabels(field(metadata.toJson(), 'annotations')).get(annotation)?.split(';') ?? [];
  const recipients = new Set([...present.filter((recipient) => recipient !== ''), ...service.recipients]);
  metadata.addAnnotation(annotation, [...recipients].join(';'));
}
