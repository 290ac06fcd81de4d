#!/bin/sh
# build.sh ROOT.tar NAME [oci|docker]: makes the image of Containerfile from a Debian root file system with a Java, without
# a registry and without a daemon. As root, or with subordinate ids for buildah.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
root=$1
name=$2
format=${3:-oci}
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER="${STORAGE_DRIVER:-vfs}"

container=$(buildah from scratch)
trap 'buildah rm "$container" >/dev/null' EXIT
buildah add --quiet "$container" "$root" / >/dev/null
buildah copy --quiet --chmod 755 "$container" "$here/../bin/ferrypost" "$here/healthy" /usr/share/ferrypost/bin/ >/dev/null
buildah copy --quiet --chmod 644 "$container" "$here/../../../target/ferrypost.jar" /usr/share/ferrypost/lib/ >/dev/null
buildah copy --quiet --chmod 644 "$container" "$here/../../../../LICENSE" "$here/../../../docs/third-party.md" \
  /usr/share/doc/ferrypost/ >/dev/null
buildah run "$container" -- install -d -m 700 -o 10001 -g 10001 /var/lib/ferrypost
buildah config --user 10001:10001 --workingdir /var/lib/ferrypost --volume /var/lib/ferrypost --port 2525 \
  --stop-signal SIGTERM --entrypoint '["/usr/share/ferrypost/bin/ferrypost"]' --cmd run \
  --label org.opencontainers.image.title=Ferrypost --label org.opencontainers.image.licenses=Apache-2.0 "$container"
if [ "$format" = docker ]; then
  buildah config --healthcheck 'CMD /usr/share/ferrypost/bin/healthy' --healthcheck-interval 30s \
    --healthcheck-timeout 5s --healthcheck-start-period 30s "$container"
fi
buildah commit --quiet --format "$format" "$container" "$name"
