/**
 * Renders our chart: the part of Helm's templates that it keeps to. Whatever else a template says
 * is a failure, so that a chart that renders here renders in Helm.
 */
package dev.sluice.cluster.chart;
