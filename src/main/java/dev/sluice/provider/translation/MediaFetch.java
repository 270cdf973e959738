package dev.sluice.provider.translation;

import dev.sluice.provider.translation.MediaMeters.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** What one request has behind addresses, while it is fetched: some at a time, all or nothing. */
final class MediaFetch {
  private static final int AT_A_TIME = 4;

  private final MediaFetcher fetcher;
  private final Waiter waiter;
  private final Queue<String> waiting;
  private final List<Download> running = new ArrayList<>();
  private final Map<String, Media> fetched = new HashMap<>();
  private final int number;
  private final Share share;
  private long room;
  private boolean over;

  /** Told of the end, once. */
  interface Waiter {
    /**
     * All of it is there, by its address.
     *
     * @param share of the lane's memory that it takes, which the waiter gives back
     */
    void fetched(Map<String, Media> all, Share share);

    /** There is no memory left for it, which will change. */
    void crowded();

    /**
     * One of them is not to be had.
     *
     * @param reason goes on from "it could not be fetched:"
     */
    void failed(String url, String reason);
  }

  MediaFetch(MediaFetcher fetcher, Set<String> urls, Waiter waiter) {
    this.fetcher = fetcher;
    this.waiter = waiter;
    this.waiting = new ArrayDeque<>(urls);
    this.number = urls.size();
    this.share = fetcher.share();
    this.room = fetcher.config().totalBytes();
  }

  void start() {
    if (number > fetcher.config().count()) {
      fetcher.meters().count(Result.REFUSED);
      over = true;
      waiter.failed(
          waiting.element(),
          "a request may have " + fetcher.config().count() + " addresses at most");
      return;
    }
    next();
  }

  private void next() {
    while (!over && running.size() < AT_A_TIME && !waiting.isEmpty()) {
      Download download = new Download(fetcher, this, waiting.remove());
      running.add(download);
      download.start();
    }
  }

  /** Takes room of what a request may have together, or says that there is none. */
  boolean take(int bytes) {
    room -= bytes;
    return room >= 0;
  }

  /** Takes memory of the lane, or says that there is none. */
  boolean hold(int bytes) {
    return share.take(bytes);
  }

  void complete(Download download, Media media) {
    running.remove(download);
    fetcher.meters().count(Result.FETCHED);
    if (over) {
      return;
    }
    fetched.put(download.url(), media);
    if (fetched.size() == number) {
      over = true;
      waiter.fetched(fetched, share);
    } else {
      next();
    }
  }

  void failed(Download download, MediaFault fault) {
    running.remove(download);
    fetcher.meters().count(fault.result());
    if (!cancel()) {
      return;
    }
    if (fault.result() == Result.NO_ROOM) {
      waiter.crowded();
    } else {
      waiter.failed(download.url(), String.valueOf(fault.getMessage()));
    }
  }

  /** Gives it up, so that nobody is told; false when it was over already. */
  boolean cancel() {
    if (over) {
      return false;
    }
    over = true;
    List<Download> rest = List.copyOf(running);
    running.clear();
    for (Download download : rest) {
      fetcher.meters().count(Result.CANCELLED);
      download.drop();
    }
    share.release();
    return true;
  }
}
