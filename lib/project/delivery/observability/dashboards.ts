import { sha256 } from '../../../core/base';
import { type Subject, quantile, requests, requestsBy } from './series';

/** A line of a panel. */
interface Query {
  readonly expr: string;
  /** How its lines are called; `{{label}}` is the value of a label. */
  readonly legend: string;
}

/** Something to look at: lines over time. */
interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly queries: readonly Query[];
}

/** The window over which Grafana takes rates: as wide as four scrapes at least. */
const window = '$__rate_interval';

/** What there is to see of requests to something. */
export function requestDashboard(title: string, subject: Subject): object {
  return dashboard(title, [
    {
      title: 'Requests by code',
      unit: 'reqps',
      queries: [{ expr: requestsBy('code', subject, window), legend: '{{code}}' }],
    },
    {
      title: 'Failing requests',
      unit: 'percentunit',
      queries: [
        { expr: `${requests(subject, window, '5..')} / ${requests(subject, window)}`, legend: '5xx' },
        { expr: `${requests(subject, window, '4..')} / ${requests(subject, window)}`, legend: '4xx' },
      ],
    },
    { title: 'Time to answer', unit: 's', queries: quantiles(subject) },
  ]);
}

/** What there is to see of all that Traefik forwards. */
export function overviewDashboard(title: string, subject: Subject): object {
  return dashboard(title, [
    {
      title: 'Requests by service',
      unit: 'reqps',
      queries: [{ expr: requestsBy('service', subject, window), legend: '{{service}}' }],
    },
    {
      title: 'Failing requests by service',
      unit: 'percentunit',
      queries: [
        {
          expr: `${requestsBy('service', subject, window).replace('}[', ',code=~"5.."}[')} / ${requestsBy('service', subject, window)}`,
          legend: '{{service}}',
        },
      ],
    },
    { title: 'Time to answer', unit: 's', queries: quantiles(subject) },
    {
      title: 'Configuration',
      unit: 'short',
      queries: [
        { expr: 'sum(increase(traefik_config_reloads_total[1h]))', legend: 'reloads in an hour' },
        { expr: 'time() - max(traefik_config_last_reload_success)', legend: 'seconds since the last' },
      ],
    },
  ]);
}

function quantiles(subject: Subject): readonly Query[] {
  return [0.5, 0.95, 0.99].map((share) => ({
    expr: quantile(subject, window, share),
    legend: `p${share * 100}`,
  }));
}

/** @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/ */
function dashboard(title: string, panels: readonly Panel[]): object {
  return {
    uid: sha256(title).slice(0, 32),
    title,
    tags: ['traefik'],
    editable: true,
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    annotations: { list: [] },
    templating: {
      list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }],
    },
    panels: panels.map(({ title: name, unit, queries }, index) => ({
      id: index + 1,
      type: 'timeseries',
      title: name,
      datasource,
      gridPos: { h: 8, w: 12, x: (index % 2) * 12, y: Math.floor(index / 2) * 8 },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      options: {
        legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
      targets: queries.map(({ expr, legend }, at) => ({
        refId: String.fromCodePoint(65 + at),
        datasource,
        expr,
        legendFormat: legend,
      })),
    })),
  };
}

const datasource = { type: 'prometheus', uid: '${datasource}' };
