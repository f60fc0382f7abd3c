package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.List;

/**
 * Which types of file system hold what somebody would miss. Everything else (kernel interfaces,
 * memory, images that are always full) is noise unless it is asked for by its mount point.
 */
@Pure
final class FilesystemTypes {
  private static final List<String> LOCAL =
      List.of(
          "ext2",
          "ext3",
          "ext4",
          "xfs",
          "btrfs",
          "bcachefs",
          "zfs",
          "f2fs",
          "jfs",
          "reiserfs",
          "nilfs2",
          "vfat",
          "exfat",
          "msdos",
          "ntfs",
          "ntfs3",
          "fuseblk",
          "ufs",
          "hfs",
          "hfsplus",
          "apfs",
          "refs");
  private static final List<String> NETWORK =
      List.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "ceph",
          "glusterfs",
          "lustre",
          "9p",
          "virtiofs",
          "afs",
          "beegfs",
          "gpfs",
          "ocfs2",
          "gfs2",
          "davfs",
          "afpfs");

  private FilesystemTypes() {}

  static boolean local(String type) {
    return LOCAL.contains(type);
  }

  static boolean network(String type) {
    return NETWORK.contains(type) || type.startsWith("fuse.");
  }

  /** Images and media that nobody ever writes to. */
  static boolean neverWritten(String type) {
    return List.of("iso9660", "udf", "squashfs", "erofs", "cramfs").contains(type);
  }

  static boolean mayHang(String type) {
    return network(type) || type.startsWith("fuse");
  }
}
