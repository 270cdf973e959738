package dev.sluice.fleet.lease.bucket;

final class LocalBucketsTest extends SharedBucketsContract {
  private final SharedBuckets buckets = new LocalBuckets(() -> System.nanoTime() / 1_000);

  @Override
  protected SharedBuckets buckets() {
    return buckets;
  }
}
