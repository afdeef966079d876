/** What Prometheus and Grafana are told of an environment. */
export interface ObservabilitySpec {
  /** Labels by which the operator of Prometheus chooses rules and monitors. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Labels by which Grafana finds dashboards in ConfigMaps. @default grafana_dashboard: "1" */
  readonly dashboardLabels?: Readonly<Record<string, string>>;
  /** What each Service promises that Traefik forwards requests of HTTP to. @default 99.9 % of them without a 5xx */
  readonly objective?: ObjectiveSpec;
  /** The same of some Services, by their names. @default the objective of all */
  readonly services?: Readonly<Record<string, ObjectiveSpec>>;
  /**
   * The same of routes, by the names of their objects. Traefik has to give metrics of routers
   * (`metrics.prometheus.addRoutersLabels`).
   * @default none
   */
  readonly routes?: Readonly<Record<string, ObjectiveSpec>>;
}

/** What is promised of requests, over 30 days. */
export interface ObjectiveSpec {
  /**
   * Percent of requests that are not answered with 5xx.
   * @exclusiveMinimum 0
   * @exclusiveMaximum 100
   * @default 99.9
   */
  readonly availability?: number;
  /** How many are answered how fast. @default nothing is promised */
  readonly latency?: LatencySpec;
}

/** How many requests are answered how fast. */
export interface LatencySpec {
  /** Seconds: one of the buckets of Traefik's histogram (0.1, 0.3, 1.2 and 5 where nothing else is said). @exclusiveMinimum 0 */
  readonly seconds: number;
  /**
   * Percent of requests that are answered within them.
   * @exclusiveMinimum 0
   * @exclusiveMaximum 100
   */
  readonly percent: number;
}
