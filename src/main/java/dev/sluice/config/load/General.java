package dev.sluice.config.load;

import dev.sluice.config.BreakerConfig;
import dev.sluice.config.ClusterConfig;
import dev.sluice.config.DecisionsConfig;
import dev.sluice.config.FailoverConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.KnownModels;
import dev.sluice.config.LeasesConfig;
import dev.sluice.config.LimitsConfig;
import dev.sluice.config.MediaConfig;
import dev.sluice.config.ModelDefaults;
import dev.sluice.config.PassingConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.ReloadConfig;
import dev.sluice.config.ServerConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.StreamConfig;
import dev.sluice.model.Model;
import dev.sluice.model.VirtualModel;
import java.util.List;

/** Settings of the gateway itself, without providers and models. */
record General(
    ServerConfig server,
    LimitsConfig limits,
    FailoverConfig failover,
    BreakerConfig breaker,
    HealthConfig health,
    StreamConfig stream,
    ClusterConfig cluster,
    LeasesConfig leases,
    MediaConfig media,
    ReloadConfig reload) {
  static General defaults() {
    return new General(
        ServerConfig.defaults(),
        LimitsConfig.defaults(),
        FailoverConfig.defaults(),
        BreakerConfig.defaults(),
        HealthConfig.defaults(),
        StreamConfig.defaults(),
        ClusterConfig.defaults(),
        LeasesConfig.defaults(),
        MediaConfig.defaults(),
        ReloadConfig.defaults());
  }

  General with(ServerConfig next) {
    return new General(
        next, limits, failover, breaker, health, stream, cluster, leases, media, reload);
  }

  General with(FailoverConfig next) {
    return new General(
        server, limits, next, breaker, health, stream, cluster, leases, media, reload);
  }

  General with(BreakerConfig next) {
    return new General(
        server, limits, failover, next, health, stream, cluster, leases, media, reload);
  }

  SluiceConfig with(
      List<ProviderConfig> providers,
      List<Model> models,
      List<VirtualModel> virtual,
      ModelDefaults defaults,
      KnownModels catalogue) {
    return new SluiceConfig(
        server,
        limits,
        failover,
        breaker,
        health,
        stream,
        cluster,
        providers,
        models,
        virtual,
        defaults,
        catalogue,
        DecisionsConfig.defaults(),
        leases,
        media,
        PassingConfig.defaults(),
        reload);
  }
}
