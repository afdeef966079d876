/**
 * OpenTelemetry by the environment variables that every SDK reads (`OTEL_*`), with the pod's identity.
 *
 * Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export interface TelemetrySpec {
  /** OTLP endpoint, for example `http://otel-collector.observability:4317`. @default the SDK's own, localhost */
  readonly endpoint?: string;

  /** @default the SDK's own */
  readonly protocol?: 'grpc' | 'http/protobuf' | 'http/json';

  /**
   * Share of new traces that is kept; a trace that a caller began is kept or left as the caller decided.
   * @minimum 0
   * @maximum 1
   * @default the SDK's own, all
   */
  readonly sampleRatio?: number;

  /** `deployment.environment.name`. @default the environment's name, where there is one */
  readonly environment?: string;

  /** Further resource attributes by name. */
  readonly resourceAttributes?: Readonly<Record<string, string>>;
}
