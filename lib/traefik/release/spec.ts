import type { StickyCookie } from '../api';

/** How requests come to the next version of a service, and what must hold before more of them do. */
export interface ReleaseSpec {
  /**
   * Image of the next version.
   * @default the service's own image with the tag `version`
   */
  readonly image?: string;
  /**
   * Tag of the next version, where its image is else that of the service; beside `image` only where that has none.
   * @default the tag or digest of `image`
   */
  readonly version?: string;
  /**
   * How requests come to the next version: `canary` by growing shares, `header` for those who ask for it until it takes
   * over, `mirror` by copies whose answers are thrown away until it takes over, `blueGreen` all at once.
   * @default canary
   */
  readonly strategy?: ReleaseStrategy;
  /**
   * Who carries the release out: `plain` is whoever applies the folders of the steps, one after the other; `flagger` and
   * `argo-rollouts` are controllers in the cluster, for which only the objects are written that a person owns.
   * @default plain
   */
  readonly mode?: ReleaseMode;
  /**
   * Shares of the requests in percent, one step after the other, each greater than the one before. The last step, all
   * requests, follows by itself.
   * @default 5, 25, 50 for a canary, none for other strategies
   */
  readonly steps?: readonly (number | ReleaseShare)[];
  /** A header with which a request reaches the next version. @default `X-Canary: always` for `header`, else none */
  readonly header?: ReleaseMark;
  /** A cookie with which a request reaches the next version. @default none */
  readonly cookie?: ReleaseMark;
  /** Copies of requests to the next version. @default every tenth for `mirror`, else none */
  readonly mirror?: ReleaseMirror;
  /** Keeps a client at the version that answered it first, by this cookie. @default each request for itself */
  readonly sticky?: StickyCookie;
  /** What is asked of the next version before the step after. @default { errorRatio: 0.01, p99: 500ms } */
  readonly gates?: ReleaseGates;
  /**
   * How long a step stands before its gate is asked, for example `10m`.
   * @pattern ^(?=.*[1-9])([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$
   * @title duration such as 90s, 10m or 1h30m
   * @default 10m
   */
  readonly bake?: string;
  /**
   * Requests that the next version must have answered within `bake` before its gate says anything.
   * @asType integer
   * @minimum 0
   * @default 100
   */
  readonly minRequests?: number;
}

/** Who carries a release out. */
export type ReleaseMode = 'plain' | 'flagger' | 'argo-rollouts';

/** How requests come to the next version. */
export type ReleaseStrategy = 'canary' | 'header' | 'mirror' | 'blueGreen';

/** A share of the requests with a gate of its own. */
export interface ReleaseShare {
  /**
   * Percent of the requests: whole, from 1 to 99.
   * @asType integer
   */
  readonly weight: number;
  /**
   * How long the step stands before its gate is asked.
   * @pattern ^(?=.*[1-9])([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$
   * @title duration such as 90s, 10m or 1h30m
   * @default `bake` of the release
   */
  readonly bake?: string;
  /**
   * Requests that the next version must have answered by then.
   * @asType integer
   * @minimum 0
   * @default `minRequests` of the release
   */
  readonly minRequests?: number;
}

/** What a request has that asks for the next version. */
export interface ReleaseMark {
  /** Name of the header or cookie. @minLength 1 */
  readonly name: string;
  /** Its value, exactly. @default always */
  readonly value?: string;
}

/** Copies of requests, whose answers are thrown away. */
export interface ReleaseMirror {
  /**
   * Percent of the requests that are copied.
   * @asType integer
   * @minimum 1
   * @maximum 100
   * @default 10
   */
  readonly percent?: number;
  /** Whether the copies have the bodies of the requests. @default true */
  readonly mirrorBody?: boolean;
  /**
   * Bytes of body up to which a request is copied. Traefik holds the bodies in memory, and its own default is no limit.
   * @asType integer
   * @minimum 0
   * @default 1048576
   */
  readonly maxBodySize?: number;
}

/**
 * A time in milliseconds or seconds: `500ms`.
 * @pattern ^[0-9]*[1-9][0-9]*(ms|s)$
 * @title time in milliseconds or seconds, such as 500ms or 2s
 */
export type ResponseTime = string;

/**
 * A part of a whole: `0.8`.
 * @minimum 0
 * @maximum 1
 * @title number from 0 to 1, such as 0.8
 */
export type GateRatio = number;

/** Bounds of what Traefik measures of the next version; `false` asks nothing. */
export interface ReleaseGates {
  /** Share of answers with a status of 500 and more. @default 0.01 */
  readonly errorRatio?: GateRatio | false;
  /** Time within which 99 of 100 requests are answered, for example `500ms`. @default 500ms */
  readonly p99?: ResponseTime | false;
  /** Share of the greatest number of pods that its autoscaler may make (from kube-state-metrics). @default false */
  readonly saturation?: GateRatio | false;
  /**
   * Where Flagger and Argo Rollouts reach Prometheus.
   * @default http://prometheus-operated.monitoring:9090
   */
  readonly prometheus?: string;
}
