import { Yaml } from 'cdk8s';
import { knownRecipients } from '../check';
import { plainSecrets } from '../model/chart/plain-secrets';
import { isReference, KEY_CHARACTERS, NOTIFICATION_SECRET } from '../model/chart/secret-reference';
import { copyOf } from '../model/copy';
import { JsonObject } from '../model/json';
import { withoutEmpty } from '../model/merge';
import { requireGiven, requireInteger, requireText } from '../model/require';
import { UsageError } from '../model/usage-error';

/** How the controller sends to Slack. */
export interface SlackNotifierOptions {
  /** The token of the Slack app, as a reference to the Secret: `$slack-token`. */
  readonly token: string;

  /**
   * The name of the service, where there are several workspaces.
   *
   * @default - `slack`
   */
  readonly name?: string;

  /**
   * Whom messages are from.
   *
   * @default - the name of the Slack app
   */
  readonly username?: string;

  /**
   * The icon of whom messages are from: an emoji such as `:rocket:`, or the address of an image.
   *
   * @default - that of the Slack app
   */
  readonly icon?: string;
}

/** How the controller sends mail. */
export interface EmailNotifierOptions {
  /** The host of the mail server. */
  readonly host: string;

  /** The port of the mail server, 1 to 65535. */
  readonly port: number;

  /** The address that mails are from. */
  readonly from: string;

  /**
   * The user at the mail server.
   *
   * @default - none
   */
  readonly username?: string;

  /**
   * The password of the user, as a reference to the Secret: `$email-password`.
   *
   * @default - none
   */
  readonly password?: string;
}

/** How the controller calls a webhook. */
export interface WebhookNotifierOptions {
  /** The address, or a reference to the Secret if the address itself is one: `$webhook-url`. */
  readonly url: string;

  /**
   * The headers of a call. A secret in one is a reference: `Bearer $webhook-token`.
   *
   * @default - none
   */
  readonly headers?: { [key: string]: string };
}

/**
 * A service that the controller can notify through. Secrets are given as references to keys of the Secret
 * `argo-rollouts-notification-secret` in the namespace of the controller, the only one that it looks at; whoever installs
 * it makes that Secret in a way that keeps it one (an ExternalSecret, a SealedSecret).
 */
export class Notifier {
  /**
   * Slack.
   *
   * @throws if the token is not a reference, or a service cannot be named so
   */
  public static slack(options: SlackNotifierOptions): Notifier {
    const { name, token, username, icon } = given(options, 'Notifier.slack', 'the `token`');
    return new Notifier('slack', name, { token: requireReference(token, 'Notifier.slack: token'), username, icon });
  }

  /**
   * Microsoft Teams.
   *
   * @param recipientUrls for each channel, the address of its webhook, as a reference to the Secret: `$teams-ops`
   * @throws if there is no channel, or an address is not a reference
   */
  public static teams(recipientUrls: { [channel: string]: string }): Notifier {
    const channels = Object.entries(given(recipientUrls, 'Notifier.teams', 'the address of a webhook for each channel'));
    if (channels.length === 0) {
      throw new UsageError({ field: 'Notifier.teams', rule: 'has no channel', fix: 'give the address of a webhook for each' });
    }
    channels.forEach(([channel, url]) => { requireReference(url, `Notifier.teams: ${channel}`); });
    return new Notifier('teams', undefined, { recipientUrls });
  }

  /**
   * Mail.
   *
   * @throws if the password is not a reference, the port is out of bounds, or something is empty
   */
  public static email(options: EmailNotifierOptions): Notifier {
    const { host, port, from, username, password } = given(options, 'Notifier.email', '`host`, `port` and `from`');
    requireText(host, { field: 'Notifier.email: host', fix: 'give the host of the mail server' });
    requireText(from, { field: 'Notifier.email: from', fix: 'give the address that mails are from' });
    requireInteger(port, 1, 65535, { field: 'Notifier.email: port', fix: 'give the port of the mail server' });
    if (password !== undefined) {
      requireReference(password, 'Notifier.email: password');
    }
    return new Notifier('email', undefined, { host, port, from, username, password });
  }

  /**
   * A webhook. Rollouts subscribe to it with `NotificationService.named(name)`, and templates say what is sent to it.
   *
   * @param name the name of the service
   * @throws if the address is neither one nor a reference, a secret is told in plain text, or a service cannot be named so
   */
  public static webhook(name: string, options: WebhookNotifierOptions): Notifier {
    requireText(name, { field: 'Notifier.webhook', fix: 'give the name of the service' });
    const { url, headers = {} } = given(options, `Notifier.webhook ${name}`, 'the `url`');
    requireText(url, { field: `Notifier.webhook ${name}: url`, fix: 'give https://…, or $ and a key' });
    Object.entries(headers).forEach(([header, value]) => {
      requireGiven(value, { field: `Notifier.webhook ${name}: headers.${header}`, rule: 'is undefined', fix: 'give its value, or leave it out' });
    });
    if (!isReference(url) && !/^https?:\/\/\S+$/.test(url)) {
      throw new UsageError({ field: `Notifier.webhook ${name}: url`, value: url, rule: 'is neither an address nor a reference to the Secret', fix: 'give https://…, or $ and a key' });
    }
    const list = Object.entries(headers).map(([header, value]) => ({ name: header, value }));
    return new Notifier('webhook', name, { url, headers: list.length === 0 ? undefined : list });
  }

  /**
   * Any other service, with the settings that it has upstream.
   *
   * @param type the type of the service, one that the controller has, e.g. `pagerdutyv2`: an installation refuses any other
   * @param settings its settings; a secret in them is a reference to the Secret, `$` and a key of letters, digits, `-` and `_`
   * @param name the name of the service, where there are several of a type
   * @throws if a secret is told in plain text, or a service cannot be named so
   */
  public static of(type: string, settings: { [key: string]: unknown }, name?: string): Notifier {
    requireText(type, { field: 'Notifier.of', fix: 'give the type of the service' });
    return new Notifier(type, name, given(settings, `Notifier.of ${type}`, 'its settings'));
  }

  /** The name by which rollouts subscribe to the service. */
  public readonly serviceName: string;

  private readonly key: string;
  private readonly settings: JsonObject;

  /** @internal */
  public readonly _type: string;

  private constructor(type: string, name: string | undefined, settings: JsonObject) {
    for (const part of [type, name ?? type]) {
      if (!/^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/.test(part)) {
        throw new UsageError({ field: 'Notifier', value: part, rule: 'cannot name a service', fix: 'use letters, digits, - and _, and none of the latter at the ends' });
      }
    }
    this._type = type;
    this.serviceName = name ?? type;
    this.key = ['service', type, ...(name === undefined ? [] : [name])].join('.');
    UsageError.throwIfAny(plainSecrets(settings, `notifications.notifiers.${this.key}`, undefined));
    this.settings = copyOf(settings);
  }

  /**
   * The key and the text in the ConfigMap of the controller.
   *
   * @internal
   */
  public _toEntry(): [key: string, text: string] {
    return [this.key, Yaml.stringify(withoutEmpty(this.settings) ?? {})];
  }

  /**
   * The recipients that the service has addresses for; `undefined` where it takes any.
   *
   * @internal
   */
  public _recipients(): readonly string[] | undefined {
    const [key, text] = this._toEntry();
    return knownRecipients(key, text);
  }
}

/** Options that a program without types may have left out. */
function given<T>(options: T | undefined, field: string, what: string): T {
  return requireGiven(options, { field, rule: 'has no options', fix: `give ${what}` });
}

function requireReference(text: string, field: string): string {
  if (!isReference(text)) {
    // What was given is not repeated: it may well be the secret.
    throw new UsageError({ field, rule: 'is not a reference to the Secret', fix: `write $ and a key (${KEY_CHARACTERS}) of Secret ${NOTIFICATION_SECRET}` });
  }
  return text;
}
