# Sourced by build.sh: the .deb from the app-image.

# What the native libraries ask for themselves; the rest comes with GTK, and the JDK's own sound library is not used. jpackage would list everything those packages in turn
# link to on the building machine (libjpeg62-turbo: Debian only), and the package would not go onto another distribution.
depends="libc6, libgcc-s1, libstdc++6, libgtk-3-0 | libgtk-3-0t64, libgl1, libfreetype6, libfontconfig1, libx11-6, libxext6"
depends="$depends, libxi6, libxrender1, libxtst6, libxxf86vm1"

# jpackage lays out the package; what it would do in maintainer scripts - a menu entry, which fails on a machine without a
# desktop menu - is here a plain file that dpkg puts in and takes away.
debian_package() {
  local image=$1 into=$2 tree=$scratch/tree package
  mkdir -p "$scratch/jpackage"
  # Packed again below, so without compression here (older dpkg-deb ignores the variable and is just slower).
  DPKG_DEB_COMPRESSOR_TYPE=none "$jdk/bin/jpackage" --type deb --app-image "$image" --name cairn --app-version "$version" \
    --description "Workstation for neuroradiology, offline first" --vendor Cairn --dest "$scratch/jpackage" \
    --install-dir /opt --license-file "$root/LICENSE" --linux-package-name cairn --linux-app-category science \
    --linux-deb-maintainer "${CAIRN_MAINTAINER:-maintainers@cairn.invalid}" \
    --linux-package-deps "libgtk-3-0 | libgtk-3-0t64"
  package=$(echo "$scratch"/jpackage/*.deb)
  dpkg-deb --raw-extract "$package" "$tree"
  rm -f "$tree"/DEBIAN/{preinst,postinst,prerm,postrm}
  mkdir -p "$tree/usr/bin" "$tree/usr/share/applications" "$tree/usr/share/icons/hicolor/scalable/apps"
  ln -s /opt/cairn/bin/cairn "$tree/usr/bin/cairn"
  install -m 644 "$installers/linux/cairn.desktop" "$tree/usr/share/applications/"
  install -m 644 "$installers/linux/cairn.svg" "$tree/usr/share/icons/hicolor/scalable/apps/"
  sed -i "s/^Depends:.*/Depends: $depends/; s/^Installed-Size:.*/Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)/" "$tree/DEBIAN/control"
  chmod -R u+rwX,go+rX,go-w "$tree"
  set_times "$tree"
  deb=$into/$(basename "$package")
  # Jars and runtime are compressed already: xz would take minutes for little. Debian 12 and Ubuntu 22.04 read zstd.
  dpkg-deb --root-owner-group -Zzstd -z9 --build "$tree" "$deb" >/dev/null
}
