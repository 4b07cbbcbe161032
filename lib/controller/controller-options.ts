import { InstalledPodOptions } from './pod-options';

/** How much the controller writes to its log. */
export enum ControllerLogLevel {
  /** All it does. */
  DEBUG = 'debug',
  /** What it does with rollouts. */
  INFO = 'info',
  /** What may be wrong. */
  WARN = 'warn',
  /** What is wrong. */
  ERROR = 'error',
}

/** What a line of the log looks like. */
export enum ControllerLogFormat {
  /** `key=value`. */
  TEXT = 'text',
  /** A JSON object. */
  JSON = 'json',
}

/** A ServiceMonitor, by which the operator of Prometheus finds the metrics. */
export interface ServiceMonitorOptions {
  /**
   * The namespace of the ServiceMonitor.
   *
   * @default - that of the controller
   */
  readonly namespace?: string;

  /**
   * Its labels, by which a Prometheus selects it, e.g. `release: kube-prometheus-stack`.
   *
   * @default - those of the chart only
   */
  readonly labels?: { [key: string]: string };

  /**
   * Its annotations.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** The metrics of the controller itself: rollouts by phase, reconciliations, notifications sent. */
export interface ControllerMetricsOptions {
  /**
   * Makes a ServiceMonitor, whose kind must exist in the cluster.
   *
   * @default - none
   */
  readonly serviceMonitor?: ServiceMonitorOptions;

  /**
   * The annotations of the Service with the metrics.
   *
   * @default - none
   */
  readonly serviceAnnotations?: { [key: string]: string };
}

/** The controller's pods. */
export interface ControllerOptions extends InstalledPodOptions {
  /**
   * The number of pods, at least 1. One of them works, and the others wait to take over.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * @default ControllerLogLevel.INFO
   */
  readonly logLevel?: ControllerLogLevel;

  /**
   * @default ControllerLogFormat.TEXT
   */
  readonly logFormat?: ControllerLogFormat;

  /**
   * Makes a Service with the metrics of the controller.
   *
   * @default - none
   */
  readonly metrics?: ControllerMetricsOptions;

  /**
   * Further arguments of the controller, e.g. `--nginx-ingress-classes=internal`.
   *
   * @default - none
   */
  readonly extraArgs?: string[];
}
