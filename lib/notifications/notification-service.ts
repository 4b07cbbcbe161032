import { requireItems, requireText } from '../model/require';
import { UsageError } from '../model/usage-error';

/** Where notifications go: a service that the controller is configured for (a `Notifier`), and the recipients there. */
export class NotificationService {
  /**
   * Slack, under the usual name of the service.
   *
   * @param channels the channels, without `#`. At least one
   * @throws if there is no channel
   */
  public static slack(...channels: string[]): NotificationService {
    return NotificationService.named('slack', ...requireItems(channels, { field: 'NotificationService.slack', fix: 'give a channel' }));
  }

  /**
   * Microsoft Teams, under the usual name of the service.
   *
   * @param channels the channels, by their keys in `recipientUrls` of the service. At least one
   * @throws if there is no channel
   */
  public static teams(...channels: string[]): NotificationService {
    return NotificationService.named('teams', ...requireItems(channels, { field: 'NotificationService.teams', fix: 'give a channel' }));
  }

  /**
   * Mail, under the usual name of the service.
   *
   * @param addresses the addresses. At least one
   * @throws if there is no address
   */
  public static email(...addresses: string[]): NotificationService {
    return NotificationService.named('email', ...requireItems(addresses, { field: 'NotificationService.email', fix: 'give an address' }));
  }

  /**
   * A service by the name that it has in the configuration of the controller: a webhook, or one of several of a type.
   *
   * @param name the name of the service
   * @param recipients the recipients, as the service knows them; none for a webhook
   * @throws if a subscription cannot say so
   */
  public static named(name: string, ...recipients: string[]): NotificationService {
    requireText(name, { field: 'NotificationService.named', fix: 'give the name of the service' });
    if (!/^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/.test(name)) {
      throw new UsageError({
        field: 'NotificationService.named', value: name, rule: 'cannot be named in an annotation', fix: 'use letters, digits, - and _, and none of the latter at the ends',
      });
    }
    for (const recipient of recipients) {
      requireText(recipient, { field: 'NotificationService.recipients', fix: 'leave it out, or give the recipient' });
      if (recipient.includes(';')) {
        throw new UsageError({
          field: 'NotificationService.recipients', value: recipient, rule: 'has a ";", which separates recipients', fix: 'give each recipient by itself',
        });
      }
    }
    return new NotificationService(name, [...new Set(recipients.map((recipient) => recipient.trim()))]);
  }

  /** The name of the service, e.g. `slack`. */
  public readonly name: string;

  private constructor(name: string, private readonly recipientList: readonly string[]) {
    this.name = name;
  }

  /** The recipients; none where the service needs none. */
  public get recipients(): string[] {
    return [...this.recipientList];
  }
}
