// Copies the jars of compat.txt to target/compat. A script in the build, not a list in the pom: dependency:copy takes its
// list only as four lines of XML for each of the 80 jars, and a resolver in the tests would not know the user's mirrors,
// credentials and -o. No dependencies are followed: a line of compat.txt is complete.
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import org.eclipse.aether.RepositorySystem
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.resolution.ArtifactRequest

def folder = new File(project.build.directory, 'compat').toPath()
Files.createDirectories(folder)
def coordinates = new File(project.basedir, 'src/test/compat.txt').readLines('UTF-8')
        .findAll { !it.startsWith('#') }
        .collectMany { it.split(/[|=]/).last().tokenize() }
        .findAll { !it.startsWith('$') }
        .toSet()
def requests = coordinates.collect {
    new ArtifactRequest(new DefaultArtifact(it), project.remoteProjectRepositories, null)
}
def resolver = session.lookup(RepositorySystem.name)
for (result in resolver.resolveArtifacts(session.repositorySession, requests)) {
    def jar = result.artifact
    def copy = folder.resolve("${jar.groupId}.${jar.artifactId}-${jar.version}.jar")
    Files.copy(jar.file.toPath(), copy, StandardCopyOption.REPLACE_EXISTING)
}
log.info("${requests.size()} jars in ${folder}")
